@NullMarked
package io.breakwater.server;

import org.jspecify.annotations.NullMarked;
