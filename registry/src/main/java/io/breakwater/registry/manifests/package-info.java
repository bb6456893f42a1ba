/// Manifests on their way in and out: read strictly, so that every client sees the same image
/// in them, and stored as the bytes that came.
@NullMarked
package io.breakwater.registry.manifests;

import org.jspecify.annotations.NullMarked;
