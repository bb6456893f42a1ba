package io.breakwater.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// Certificate chain and private key in PEM files, the server's own certificate first. Read at
/// the start, and again whenever one of the files has changed; what cannot be used is logged,
/// and the certificate before it stays.
///
/// @param certificates `CERTIFICATE` blocks
/// @param key a `PRIVATE KEY` (PKCS #8), `RSA PRIVATE KEY` or `EC PRIVATE KEY` block, not
///     encrypted
public record TlsFiles(Path certificates, Path key) {
  /// Of the key within the key store, which never leaves the memory.
  static final String PASSWORD = "in-memory";

  private static final long MOST = 1024 * 1024;

  /// What tells whether the files are others than before.
  String state() {
    return state(certificates) + " " + state(key);
  }

  private static String state(Path file) {
    try {
      var of = Files.readAttributes(file, BasicFileAttributes.class);
      return of.lastModifiedTime() + " " + of.size() + " " + of.fileKey();
    } catch (IOException e) {
      return e.getClass().getName();
    }
  }

  /// Reads both.
  ///
  /// @throws ServerStartException they cannot be used; it says which one and why
  KeyStore read() throws ServerStartException {
    var chain = chain();
    var privateKey = PrivateKeys.parse(text(key), key);
    if (!belongs(privateKey, chain[0])) {
      throw new ServerStartException(
          "tls-mismatch",
          "the key in " + key + " is not that of the first certificate in " + certificates,
          null);
    }
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", privateKey, PASSWORD.toCharArray(), chain);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerStartException(
          "tls-malformed", "certificate and key cannot be used together: " + certificates, e);
    }
  }

  private Certificate[] chain() throws ServerStartException {
    text(certificates);
    try (var in = Files.newInputStream(certificates)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found.toArray(Certificate[]::new);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw malformed(certificates, "certificate", e);
    }
    throw malformed(certificates, "certificate", null);
  }

  static ServerStartException malformed(
      Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ServerStartException(
        "tls-malformed", "no PEM " + what + " that can be read is in " + file, cause);
  }

  private static String text(Path file) throws ServerStartException {
    try {
      if (Files.size(file) <= MOST) {
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
      }
    } catch (IOException e) {
      throw new ServerStartException("tls-unreadable", "cannot read " + file, e);
    }
    throw malformed(file, "block", null);
  }

  private static boolean belongs(PrivateKey key, Certificate certificate) {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    var message = new byte[] {'p', 'r', 'o', 'o', 'f'};
    try {
      var signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(message);
      var signed = signing.sign();
      // By its key alone: what a certificate allows its key to be used for is not asked here.
      signing.initVerify(((X509Certificate) certificate).getPublicKey());
      signing.update(message);
      return signing.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
