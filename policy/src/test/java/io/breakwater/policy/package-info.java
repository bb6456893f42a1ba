@NullMarked
package io.breakwater.policy;

import org.jspecify.annotations.NullMarked;
