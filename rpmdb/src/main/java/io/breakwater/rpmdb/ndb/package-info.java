/// NDB, rpm's own store: the file `Packages.db`.
@NullMarked
package io.breakwater.rpmdb.ndb;

import org.jspecify.annotations.NullMarked;
