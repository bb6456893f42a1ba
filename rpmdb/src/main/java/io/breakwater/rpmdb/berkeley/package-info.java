/// Berkeley DB, access method hash: the file `Packages` that rpm 4.0 to 4.16 wrote.
@NullMarked
package io.breakwater.rpmdb.berkeley;

import org.jspecify.annotations.NullMarked;
