package io.breakwater.rpmdb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One package as its header has it (rpm's `lib/rpmtag.h`; file format: "RPM Package File
/// Structure, Header Structure").
///
/// @param name tag 1000
/// @param epoch tag 1003; null where the header has none, which compares as 0
/// @param version tag 1001
/// @param release tag 1002
/// @param arch tag 1022; empty for `gpg-pubkey` entries, which have none
/// @param sourceRpm tag 1044, a file name `NAME-VERSION-RELEASE.src.rpm`; null where there is none
/// @param vendor tag 1011
/// @param modularityLabel tag 5096: `NAME:STREAM:VERSION:CONTEXT`
/// @param installTime tag 1008, seconds since 1970; 0 where there is none
/// @param files absolute paths (tags 1116 to 1118, or 1027 of old headers), in the image's own
///     bytes as ISO 8859-1, in the header's order; empty unless asked for
public record RpmPackage(
    String name,
    @Nullable Integer epoch,
    String version,
    String release,
    String arch,
    @Nullable String sourceRpm,
    @Nullable String vendor,
    @Nullable String modularityLabel,
    long installTime,
    List<String> files) {
  public RpmPackage {
    files = List.copyOf(files);
  }

  /// `VERSION-RELEASE`, with `EPOCH:` before it where the epoch is not 0.
  public String evr() {
    var text = version + "-" + release;
    return epoch == null || epoch == 0 ? text : Integer.toUnsignedString(epoch) + ":" + text;
  }
}
