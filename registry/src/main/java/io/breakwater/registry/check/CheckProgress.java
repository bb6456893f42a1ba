package io.breakwater.registry.check;

/// Told what a check does; quick, and by one thread at a time.
public interface CheckProgress {
  /// So much is read by now.
  void read(long contents, long bytes, long manifests);

  /// Something is wrong.
  void problem(Problem problem);
}
