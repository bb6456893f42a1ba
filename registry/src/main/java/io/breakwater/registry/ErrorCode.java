package io.breakwater.registry;

/// The codes of errors (OCI distribution specification 1.1, "Error Codes"; [#RANGE_INVALID] and
/// [#TAG_INVALID] are the distribution project's).
public enum ErrorCode {
  BLOB_UNKNOWN,
  /// The request does not fit the upload.
  BLOB_UPLOAD_INVALID,
  BLOB_UPLOAD_UNKNOWN,
  DIGEST_INVALID,
  MANIFEST_BLOB_UNKNOWN,
  MANIFEST_INVALID,
  MANIFEST_UNKNOWN,
  NAME_INVALID,
  NAME_UNKNOWN,
  /// The part does not begin where the upload ends.
  RANGE_INVALID,
  SIZE_INVALID,
  TAG_INVALID,
  /// A limit that is somebody's decision: a quota, an immutable tag.
  DENIED,
  /// What cannot be deleted: content that is in use ("Content Management": 405).
  UNSUPPORTED,
  TOOMANYREQUESTS,
  /// An upstream registry that is needed for the answer gives none now (the distribution
  /// project's; status 503, with the seconds of [Detail.Busy] as `Retry-After`).
  UNAVAILABLE
}
