package io.breakwater.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Fuzz target: any bytes as a file, at once and through the window, as a variable and a command.
/// The first byte chooses the path. No exception is permitted, and both ways find the same.
public final class SecretFuzz {
  static final String[] PATHS = {
    "a",
    "root/.netrc",
    "root/.git-credentials",
    "root/.npmrc",
    "app/.env",
    "root/.my.cnf",
    "root/.pgpass",
    "var/www/wp-config.php",
    "root/.docker/config.json",
    "root/.kube/config",
    "app/config/master.key",
    "etc/.htpasswd",
    "root/.bash_history",
    "root/.s3cfg",
    "root/.vault-token",
    "root/.m2/settings.xml",
    "root/application_default_credentials.json"
  };

  private static final SecretScanner SCANNER = new SecretScanner();

  private SecretFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    var path = PATHS[(data[0] & 0xff) % PATHS.length];
    var found = SCANNER.scan(path, data);
    try {
      if (!found.equals(SCANNER.scan(path, new ByteArrayInputStream(data), data.length))) {
        throw new IllegalStateException("the window changes what is found");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var text = new String(data, StandardCharsets.UTF_8);
    SCANNER.variable("DB_PASSWORD", text);
    SCANNER.command(text);
  }
}
