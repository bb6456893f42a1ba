/// The descriptions of the interfaces, held against the routes that there are.
@NullMarked
package io.breakwater.server.description;

import org.jspecify.annotations.NullMarked;
