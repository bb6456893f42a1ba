package io.breakwater.configuration.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.configuration.Outcome;
import io.breakwater.image.ImageConfig;
import java.util.List;
import java.util.TreeMap;

/// Fuzz target: the bytes up to the first NUL are the main file, what follows are files of
/// `conf.d`, judged by all checks. Nothing may be thrown.
public final class NginxFuzz {
  private NginxFuzz() {}

  /// Jazzer's entry point.
  public static void fuzzerTestOneInput(byte[] data) {
    var parts = new String(data, UTF_8).split("\0", 20);
    var files = new TreeMap<String, String>();
    files.put(Images.MAIN, parts[0]);
    for (var i = 1; i < parts.length; i++) {
      files.put("/etc/nginx/conf.d/" + i + ".conf", parts[i]);
    }
    var found = Images.Files.of(files);
    var binary = new Images.Files(found.lookups(), List.of("/usr/sbin/nginx"));
    var packaged = Images.of(found, List.of(Images.nginx("1.22.1-9")), ImageConfig.NONE);
    for (var image : List.of(packaged, Images.of(binary, List.of(), ImageConfig.NONE))) {
      var results = new Nginx().judge(image);
      if (results.size() != new Nginx().checks().size()) {
        throw new AssertionError(results.size() + " results");
      }
      for (var result : results) {
        if (result.outcome() instanceof Outcome.NotApplicable(var why)
            && why.contains("installed")) {
          throw new AssertionError("nginx is installed");
        }
      }
    }
  }
}
