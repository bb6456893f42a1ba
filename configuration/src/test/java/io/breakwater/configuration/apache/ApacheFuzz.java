package io.breakwater.configuration.apache;

import io.breakwater.configuration.system.SampleImage;
import java.nio.charset.StandardCharsets;

/// Fuzz target: a main file, an included file and the script of the environment, separated by a
/// line with `%%`. Nothing may be thrown: what cannot be read is a result.
public final class ApacheFuzz {
  private ApacheFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var parts = new String(data, StandardCharsets.UTF_8).split("\n%%\n", 3);
    var files = new SampleImage().file(ApacheImage.MAIN, parts[0]);
    files.file("/etc/apache2/conf/a.conf", parts.length > 1 ? parts[1] : "");
    files.file("/etc/apache2/envvars", parts.length > 2 ? parts[2] : "");
    var results = new ApacheSubject().judge(ApacheImage.inventory(files, "2.4.62", "HOME=/root"));
    if (results.size() != new ApacheSubject().checks().size()) {
      throw new IllegalStateException("a check without a result");
    }
  }
}
