/// The advisory database: one immutable file, built by an external sort, read through a
/// memory map. `Layout` describes its bytes.
@NullMarked
package io.breakwater.advisories.database;

import org.jspecify.annotations.NullMarked;
