package io.breakwater.rpmdb;

/// What reading one store may cost at the most; what passes a limit is told as a [Damage].
///
/// @param packages header blobs in one store
/// @param headerBytes length of one header blob (rpm's own limit is 256 MiB)
/// @param files paths of one package, and directories that they lie in; all paths together may not
///     be longer than `headerBytes` either
public record RpmLimits(int packages, int headerBytes, int files) {
  /// The largest real ones: 10,000 packages, a header of 16 MB with 200,000 files.
  public static final RpmLimits DEFAULT = new RpmLimits(200_000, 64 << 20, 500_000);
}
