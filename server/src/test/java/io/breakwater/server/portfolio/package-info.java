/// The lists across images, over a server.
@NullMarked
package io.breakwater.server.portfolio;

import org.jspecify.annotations.NullMarked;
