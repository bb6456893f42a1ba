package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Outcome;
import java.nio.charset.StandardCharsets;

/// Fuzz target: any bytes as the option files of a server, one behind each `%` an included one. No
/// exception is permitted, and a value of a password is never told.
public final class OptionFileFuzz {
  private static final String SECRET = "hunter2-hunter2";

  private OptionFileFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var text = new String(data, StandardCharsets.UTF_8);
    var parts = text.split("%", 4);
    var image =
        data.length % 2 == 0 ? DatabaseImage.mariadb() : DatabaseImage.mysql("8.0.36-1debian12");
    for (var i = 0; i < parts.length; i++) {
      image.file(i == 0 ? "/etc/mysql/my.cnf" : "/etc/mysql/conf.d/" + i + ".cnf", parts[i]);
    }
    image.command("mysqld", text.substring(0, Math.min(text.length(), 40)));
    image.file("/root/.my.cnf", "[client]\npassword=" + SECRET + "\n" + parts[0]);
    for (var result : new MySql().judge(image.inventory())) {
      if (result.outcome() instanceof Outcome.Fail(var failures)
          && failures.toString().contains(SECRET)) {
        throw new AssertionError(result.check().id() + " tells the secret");
      }
    }
  }
}
