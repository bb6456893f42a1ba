@NullMarked
package io.breakwater.console;

import org.jspecify.annotations.NullMarked;
