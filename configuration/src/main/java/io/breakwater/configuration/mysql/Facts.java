package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.inventory.files.ImageFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What rules look at: the server, what its option files set, the files of the image and the
/// variables of its environment, null where nothing sets them: a root file system has none.
record Facts(
    Server server,
    OptionFiles read,
    Options options,
    ImageFiles files,
    @Nullable List<String> env) {
  private static final Set<String> TLS =
      Set.of("ssl-ca", "ssl-capath", "ssl-cert", "ssl-key", "ssl-cipher", "ssl-crl", "ssl-crlpath");

  static final Outcome PASS = new Outcome.Pass();

  /// Why nothing can be said of some options; empty where everything is known.
  Optional<String> doubt(List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (server.product() == null) {
      return Optional.of("whether the server is MySQL or MariaDB is not known");
    }
    return options
        .refusal()
        .or(() -> names.stream().flatMap(name -> options.doubt(name).stream()).findFirst());
  }

  /// The name of the main option file.
  String main() {
    return read.main().file();
  }

  /// A failure where something is written.
  Outcome fail(Place place, String action) {
    return new Outcome.Fail(
        List.of(new Failure(place.file(), place.line(), place.layer(), action)));
  }

  /// A failure at what stands nowhere.
  Outcome missing(String action) {
    return fail(read.main(), action);
  }

  /// What depends on a default of a version that is not known.
  Outcome unknownVersion(String option) {
    return new Outcome.CannotTell(
        "%s is not specified, and its default depends on the version of the server, which is not known"
            .formatted(option));
  }

  /// Whether a boolean is on.
  boolean on(String option, boolean byDefault) {
    return options.last(option).map(Setting::on).orElse(byDefault);
  }

  /// Whether clients come over the network at all.
  boolean network() {
    return !on("skip-networking", false);
  }

  /// Whether the server makes a certificate of its own when it has none; empty where the version is
  /// not known.
  Optional<Boolean> makesCertificates() {
    return server.isMariaDb()
        ? server.atLeast(11, 4)
        : server.atLeast(5, 7, 6).map(can -> can && on("auto-generate-certs", true));
  }

  /// The setting that switches TLS off; empty where it is on, or only off by default. In MariaDB
  /// every option of TLS switches it on again.
  Optional<Setting> tlsOff() {
    if (server.isMySql()
        && options.last("tls-version").filter(one -> one.text().isEmpty()).isPresent()) {
      return options.last("tls-version");
    }
    var ssl = options.last("ssl").filter(one -> !one.on());
    var again = server.isMariaDb() ? options.lastOf(TLS).map(Setting::at).orElse(-1) : -1;
    return ssl.filter(one -> one.at() > again);
  }

  /// The value of an option that is set to something.
  Optional<Setting> given(String option) {
    return options.last(option).filter(one -> !one.text().isEmpty());
  }

  /// Whether the server speaks TLS: not switched off, and with a certificate. Empty where that
  /// depends on a version that is not known.
  Optional<Boolean> tls() {
    if (!network() || tlsOff().isPresent()) {
      return Optional.of(false);
    }
    if (given("ssl-cert").isPresent() && given("ssl-key").isPresent()) {
      return Optional.of(true);
    }
    return makesCertificates();
  }
}
