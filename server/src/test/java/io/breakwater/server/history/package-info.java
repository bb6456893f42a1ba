/// What a running server says of what became of images.
@NullMarked
package io.breakwater.server.history;

import org.jspecify.annotations.NullMarked;
