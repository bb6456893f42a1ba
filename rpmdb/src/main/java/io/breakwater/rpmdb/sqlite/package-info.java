/// SQLite format 3: the file `rpmdb.sqlite` and its write-ahead log, read without SQLite.
@NullMarked
package io.breakwater.rpmdb.sqlite;

import org.jspecify.annotations.NullMarked;
