package io.breakwater.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of a host, by nobody but itself.
public record OwnCertificate(Path file) {
  public static final String PASSWORD = "changeit";

  /// Makes one.
  ///
  /// @param names such as `dns:localhost`
  public static OwnCertificate of(Path folder, String names)
      throws IOException, InterruptedException {
    var file = folder.resolve("keys.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "own",
                "-dname",
                "CN=own",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = made.getInputStream()) {
      out.readAllBytes();
    }
    if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    return new OwnCertificate(file);
  }

  /// For those who have it, and those who trust it.
  public SSLContext context() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    mine.init(store, PASSWORD.toCharArray());
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
