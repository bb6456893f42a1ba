package io.breakwater.sbom;

import java.nio.charset.StandardCharsets;

/// Fuzz target: any text as a package URL. What is read is the same when it is written and read
/// again; only [IllegalArgumentException] is permitted.
public final class PackageUrlFuzz {
  private PackageUrlFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    PackageUrl url;
    try {
      url = PackageUrl.parse(new String(data, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return;
    }
    var written = url.toString();
    // Written, three bytes stand for one: a canonical form may pass the limit.
    if (written.length() <= 8192 && !PackageUrl.parse(written).equals(url)) {
      throw new AssertionError(written + " is read as another than it was");
    }
  }
}
