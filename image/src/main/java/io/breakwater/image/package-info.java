/// Container images as bytes: references, digests, manifests, and the layers' entries in order.
///
/// An [Image] is one platform's image: its configuration and its [Layer]s. A layer is opened
/// as an
/// [EntryStream] of [LayerEntry]s; reading it to the end and calling [EntryStream#verify()]
/// checks the
/// layer's digest and diff ID. Nothing here knows what a package is.
@NullMarked
package io.breakwater.image;

import org.jspecify.annotations.NullMarked;
