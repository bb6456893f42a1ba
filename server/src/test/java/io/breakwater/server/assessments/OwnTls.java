package io.breakwater.server.assessments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of this machine, and a client's trust in it.
record OwnTls(Path certificate, Path key, SSLContext trust) {
  private static final String PASSWORD = "changeit";

  static OwnTls of(Path folder) throws Exception {
    var store = folder.resolve("keys.p12");
    keytool(store);
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var certificate = keys.getCertificate("own");
    var key = keys.getKey("own", PASSWORD.toCharArray());
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return new OwnTls(
        pem(folder.resolve("tls.crt"), "CERTIFICATE", certificate.getEncoded()),
        pem(folder.resolve("tls.key"), "PRIVATE KEY", key.getEncoded()),
        context);
  }

  private static Path pem(Path file, String form, byte[] der) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + form + "-----\n" + lines + "\n-----END " + form + "-----\n");
  }

  private static void keytool(Path store) throws Exception {
    var program =
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
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    program.getInputStream().readAllBytes();
    if (!program.waitFor(30, TimeUnit.SECONDS) || program.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
  }
}
