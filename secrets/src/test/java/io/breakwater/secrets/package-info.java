@NullMarked
package io.breakwater.secrets;

import org.jspecify.annotations.NullMarked;
