package io.breakwater.configuration.sudo;

import io.breakwater.configuration.system.SampleImage;
import java.nio.charset.StandardCharsets;

/// Fuzz target: any bytes as sudoers files, one behind each `\f` an included one. No exception
/// is permitted.
public final class SudoersFuzz {
  private SudoersFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var parts = new String(data, StandardCharsets.UTF_8).split("\f", 4);
    var image = new SampleImage().installed("sudo", "1.9.13p3-1");
    for (var i = 0; i < parts.length; i++) {
      image.file(i == 0 ? "/etc/sudoers" : "/etc/sudoers.d/" + i, parts[i], 0440, 0, 0);
    }
    var subject = new SudoSubject();
    if (subject.judge(image.inventory()).size() != subject.checks().size()) {
      throw new AssertionError("not every check is judged");
    }
  }
}
