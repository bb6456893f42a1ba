/// What is inside an image: its release, its packages, and where each came from.
///
/// A layer's entries become a `LayerInventory` (kept by layer digest); the layers of an
/// image are merged
/// into an [ImageInventory]. What could not be read is a [Gap], never an absence.
@NullMarked
package io.breakwater.inventory;

import org.jspecify.annotations.NullMarked;
