package io.breakwater.store.blobs.s3;

/// How uploads are cut into parts.
///
/// @param part bytes of an uploaded part, and of the memory that an upload takes
/// @param copied most bytes of a part that is copied inside the store; the service takes 5 GiB
/// @param most parts of a multipart upload before they are copied into fewer; the service takes
///     10,000
record PartSizes(int part, long copied, int most) {
  static final PartSizes USUAL = new PartSizes(8 * 1024 * 1024, 1L << 30, 9_000);

  PartSizes {
    if (part < Multipart.LEAST_PART || copied < 2L * Multipart.LEAST_PART || most < 1) {
      throw new IllegalArgumentException("parts of " + part + " bytes are too short");
    }
  }
}
