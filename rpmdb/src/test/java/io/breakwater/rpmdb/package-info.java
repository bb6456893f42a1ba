@NullMarked
package io.breakwater.rpmdb;

import org.jspecify.annotations.NullMarked;
