/// What happens to images, for those who want to know of it at once.
@NullMarked
package io.breakwater.registry.events;

import org.jspecify.annotations.NullMarked;
