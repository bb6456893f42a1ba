/// What the distributions publish, in one immutable, memory-mapped database.
///
/// One package per publisher reads its feed into [Advisory] rows; the database is built from
/// them, opened
/// in milliseconds and asked through [Advisories]. Nothing here knows what an image is.
@NullMarked
package io.breakwater.advisories;

import org.jspecify.annotations.NullMarked;
