/// The files of an image that checks of its configuration look at, and the secrets left in it.
@NullMarked
package io.breakwater.inventory.files;

import org.jspecify.annotations.NullMarked;
