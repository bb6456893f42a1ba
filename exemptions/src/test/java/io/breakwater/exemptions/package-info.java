@NullMarked
package io.breakwater.exemptions;

import org.jspecify.annotations.NullMarked;
