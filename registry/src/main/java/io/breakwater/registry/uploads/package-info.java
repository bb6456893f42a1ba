/// Blobs on their way in (OCI distribution specification 1.1, "Pushing blobs"): [Uploads]
/// begins, continues, finishes and cancels them.
///
/// An upload is a row of the metadata and what is staged under its name in the store of
/// content. Nothing else is true of it: any server that has both goes on where another ended.
/// Whoever writes holds it by a lease, so that a server that dies leaves it to others after a
/// moment.
///
/// What a client was told to be kept is synced. What is staged beyond that, after a crash, is
/// cut off by whoever goes on.
@NullMarked
package io.breakwater.registry.uploads;

import org.jspecify.annotations.NullMarked;
