/// Harbor's scanner API of a running server.
@NullMarked
package io.breakwater.server.harbor;

import org.jspecify.annotations.NullMarked;
