package io.breakwater.image.remote;

/// What became of a blob that was to be copied.
public enum CopiedBlob {
  /// The repository had it.
  THERE,
  /// The registry took it from another of its repositories.
  MOUNTED,
  COPIED
}
