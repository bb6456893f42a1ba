/// A server that is killed at any moment: nothing acknowledged is lost.
@NullMarked
package io.breakwater.server.crash;

import org.jspecify.annotations.NullMarked;
