/// Reads the package database of rpm without rpm: the three stores in which it keeps header blobs
/// (Berkeley DB hash `Packages`, SQLite `rpmdb.sqlite` with its write-ahead log, NDB
/// `Packages.db`), and the blobs.
@NullMarked
package io.breakwater.rpmdb;

import org.jspecify.annotations.NullMarked;
