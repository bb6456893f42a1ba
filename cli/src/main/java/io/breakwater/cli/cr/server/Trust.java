package io.breakwater.cli.cr.server;

import io.breakwater.cli.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are trusted: those that the JDK trusts, and those of a file.
public final class Trust {
  private static final int LIMIT = 4 << 20;

  private Trust() {}

  /// The trust of this process, and that of a file.
  ///
  /// @param file certificates in PEM, at most 4 MiB
  /// @throws Failure `ca-file` where there are none in it
  public static SSLContext with(Path file) {
    var what = "reading certificates from " + file;
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      addKnown(store);
      if (Files.size(file) > LIMIT) {
        throw failure(what, "it has more than " + LIMIT + " bytes", null);
      }
      try (var in = Files.newInputStream(file)) {
        var number = 0;
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("given-" + number++, each);
        }
        if (number == 0) {
          throw failure(what, "there is no certificate in it", null);
        }
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers(store).getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw failure(what, Failure.reason(e), e);
    } catch (GeneralSecurityException e) {
      throw failure(what, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private static void addKnown(KeyStore store) throws GeneralSecurityException {
    var number = 0;
    for (var manager : managers(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        for (var certificate : known.getAcceptedIssuers()) {
          store.setCertificateEntry("known-" + number++, certificate);
        }
      }
    }
  }

  private static TrustManagerFactory managers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static Failure failure(String what, String why, @Nullable Exception cause) {
    var next = "Give a file of certificates in PEM (-----BEGIN CERTIFICATE-----)";
    return cause == null
        ? Failure.of(2, what, why, next, "ca-file")
        : Failure.of(2, what, why, next, "ca-file", cause);
  }
}
