/// Content as objects of an S3-compatible store, shared by several processes:
/// [io.breakwater.store.blobs.s3.S3BlobStore].
@NullMarked
package io.breakwater.store.blobs.s3;

import org.jspecify.annotations.NullMarked;
