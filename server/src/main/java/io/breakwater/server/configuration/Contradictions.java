package io.breakwater.server.configuration;

/// Settings that do not go together.
final class Contradictions {
  private static final String READING = "reading the configuration";

  private Contradictions() {}

  static void check(Configuration configuration) throws ConfigurationException {
    both(configuration, Settings.TLS_CERTIFICATE, Settings.TLS_KEY);
    both(configuration, Settings.S3_ACCESS_KEY, Settings.S3_SECRET_KEY);
    both(configuration, Settings.OIDC_ISSUER, Settings.OIDC_CLIENT_ID);
    needs(configuration, Settings.S3_ACCESS_KEY, Settings.S3_BUCKET);
    needs(configuration, Settings.S3_ENDPOINT, Settings.S3_BUCKET);
    needs(configuration, Settings.POSTGRESQL_PASSWORD, Settings.POSTGRESQL_URL);
    both(configuration, Settings.SMTP_HOST, Settings.SMTP_FROM);
    both(configuration, Settings.SMTP_USER, Settings.SMTP_PASSWORD);
    needs(configuration, Settings.SMTP_USER, Settings.SMTP_HOST);
    var url = configuration.find(Settings.POSTGRESQL_URL);
    if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
      throw ConfigurationException.invalid(
          READING,
          "postgresql.url does not begin with jdbc:postgresql:",
          "Write jdbc:postgresql://HOST:PORT/DATABASE");
    }
    if (url.isPresent() && url.get().contains("password=")) {
      throw ConfigurationException.invalid(
          READING,
          "postgresql.url holds a password, which would get into logs",
          "Move it to postgresql.password-file");
    }
    if (!configuration.safe()) {
      var open =
          configuration.get(Settings.LISTEN).stream()
              .filter(address -> !address.loopback())
              .findFirst()
              .orElseThrow();
      throw new ConfigurationException(
          "insecure-listen",
          "listening on " + open,
          "other machines reach this address, and without TLS they could read passwords and change"
              + " images on the way",
          "Set tls.certificate and tls.key; or set --insecure where a proxy in front speaks TLS",
          null);
    }
  }

  private static void both(Configuration configuration, Setting<?> one, Setting<?> other)
      throws ConfigurationException {
    needs(configuration, one, other);
    needs(configuration, other, one);
  }

  private static void needs(Configuration configuration, Setting<?> one, Setting<?> other)
      throws ConfigurationException {
    if (configuration.find(one).isPresent() && configuration.find(other).isEmpty()) {
      throw ConfigurationException.invalid(
          READING, one + " is set and " + other + " is not", "Set both, or neither");
    }
  }
}
