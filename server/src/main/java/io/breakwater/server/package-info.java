/// One process of the registry: configuration, what is made of it, background work, start and
/// stop.
@NullMarked
package io.breakwater.server;

import org.jspecify.annotations.NullMarked;
