/// What every package database has in common: its [PackageDatabase] face, the records it yields,
/// the limits it keeps, and how damage is told.
@NullMarked
package io.breakwater.inventory.database;

import org.jspecify.annotations.NullMarked;
