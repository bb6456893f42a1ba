/// The own API over a server that runs: what is said of one image, and where an issue is.
@NullMarked
package io.breakwater.server.insights;

import org.jspecify.annotations.NullMarked;
