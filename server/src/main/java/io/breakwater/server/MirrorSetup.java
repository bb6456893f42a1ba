package io.breakwater.server;

import io.breakwater.image.remote.Login;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.mirror.MirrorNamespaces;
import io.breakwater.registry.mirror.MirrorOptions;
import io.breakwater.registry.mirror.Mirrors;
import io.breakwater.registry.mirror.UpstreamLogin;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.MirroredNamespace;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The mirrors that the configuration names, and the log-ins for their upstreams.
final class MirrorSetup {
  private static final String CODE = "mirror-invalid";
  private static final int LIMIT = 1 << 20;
  private static final String LINE = "lines of NAME HOST USER PASSWORD, divided by blanks";

  private MirrorSetup() {}

  /// Makes the namespaces mirrors, which are made where they are not there.
  ///
  /// @param folder of this server alone, for blobs on their way
  static Mirrors open(
      Mirrors.Parts parts,
      RegistryNamespaces namespaces,
      Configuration configuration,
      Map<String, String> environment,
      Path folder)
      throws ServerException {
    var mirrored = new MirrorNamespaces(parts.metadata());
    var logins = logins(configuration);
    for (var each : configuration.find(Settings.MIRRORS).orElse(List.of())) {
      declare(each, namespaces, mirrored, configuration, logins);
    }
    var usual = MirrorOptions.of(folder.resolve("mirror-spool"), environment);
    try {
      return Mirrors.open(
          parts,
          mirrored,
          new MirrorOptions(logins, usual.hosts(), usual.spool(), usual.remote(), usual.limits()));
    } catch (IOException e) {
      throw new ServerException(
          "data-folder-unusable",
          "making the folder for what mirrors fetch",
          String.valueOf(e.getMessage()),
          "Make the data folder writable for this user",
          e);
    }
  }

  private static void declare(
      MirroredNamespace each,
      RegistryNamespaces namespaces,
      MirrorNamespaces mirrored,
      Configuration configuration,
      Map<String, UpstreamLogin> logins)
      throws ServerException {
    var what = "making namespace " + each.namespace() + " a mirror";
    var mirror = each.mirror(configuration.get(Settings.MIRRORS_FRESHNESS));
    try {
      if (mirror.isEmpty()) {
        var _ = mirrored.remove(each.namespace());
        return;
      }
      var name = mirror.get().credentials();
      if (name.isPresent()) {
        var login = logins.get(name.get());
        if (login == null) {
          throw invalid(what, "there is no log-in " + name.get(), null);
        }
        if (!login.host().equals(mirror.get().host())) {
          throw invalid(
              what, "the log-in " + name.get() + " is not for " + mirror.get().host(), null);
        }
      }
      var _ = namespaces.create(each.namespace(), Identities.ACCOUNT);
      mirrored.set(each.namespace(), mirror.get());
    } catch (RegistryException e) {
      throw invalid(what, String.valueOf(e.getMessage()), e);
    } catch (StoreException e) {
      throw ServerException.of(what, e);
    }
  }

  private static Map<String, UpstreamLogin> logins(Configuration configuration)
      throws ServerException {
    var file = configuration.find(Settings.MIRRORS_LOGINS);
    return file.isEmpty() ? Map.of() : logins(file.get());
  }

  /// Reads log-ins; no message holds more of the file than the number of a line.
  static Map<String, UpstreamLogin> logins(Path file) throws ServerException {
    var what = "reading the log-ins of mirrors from " + file;
    try {
      if (Files.size(file) > LIMIT) {
        throw invalid(what, "it has more than " + LIMIT + " bytes", null);
      }
      var logins = new HashMap<String, UpstreamLogin>();
      var number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        var words = line.strip().split("\\s+", 4);
        if (words.length < 4) {
          throw invalid(what, "line " + number + " is none of " + LINE, null);
        }
        var login = new UpstreamLogin(words[1], new Login(words[2], words[3]));
        if (logins.put(words[0], login) != null) {
          throw invalid(what, "line " + number + " has a name that was there before", null);
        }
      }
      return logins;
    } catch (IOException e) {
      throw invalid(what, "it cannot be read as text", e);
    }
  }

  private static ServerException invalid(String what, String why, @Nullable Throwable cause) {
    return new ServerException(
        CODE, what, why, "Mend mirrors.namespaces and mirrors.logins (docs/mirrors.md)", cause);
  }

  static void metrics(Mirrors mirrors, MetricsText text) {
    var counts = mirrors.counts();
    text.add(Metric.MIRROR_BLOBS, counts.blobs(), "whole");
    text.add(Metric.MIRROR_BLOBS, counts.wrongBlobs(), "wrong");
    text.add(Metric.MIRROR_BLOBS, counts.notKeptBlobs(), "not-kept");
    text.add(Metric.MIRROR_BYTES, counts.blobBytes());
    text.add(Metric.MIRROR_ARRIVING, (long) mirrors.arriving());
    text.add(Metric.MIRROR_STALE, counts.staleManifests());
    text.add(Metric.MIRROR_COMPLETED, counts.completedManifests());
    mirrors
        .rateLimits()
        .forEach((host, limit) -> text.add(Metric.MIRROR_LIMIT, limit.remaining(), host));
  }
}
