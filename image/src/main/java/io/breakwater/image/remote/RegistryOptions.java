package io.breakwater.image.remote;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How to reach registries.
///
/// @param plainHttp use HTTP for hosts that are no loopback addresses, too
/// @param mirrors by host: mirrors in the order to try them; the registry itself comes last
/// @param environment where to find configuration: `HOME`, `DOCKER_CONFIG`,
///     `REGISTRY_AUTH_FILE`, `XDG_RUNTIME_DIR`, `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`
/// @param attempts how often a request is sent at the most
/// @param backOff first pause between attempts; doubles, with jitter
/// @param stall a response that brings nothing for so long is given up and resumed
/// @param trust whose certificates are trusted; empty for those that the JDK trusts
public record RegistryOptions(
    boolean plainHttp,
    Map<String, List<URI>> mirrors,
    Map<String, String> environment,
    int attempts,
    Duration backOff,
    Duration stall,
    Optional<SSLContext> trust) {
  public RegistryOptions {
    mirrors = Map.copyOf(mirrors);
    environment = Map.copyOf(environment);
  }

  /// Trusting whom the JDK trusts.
  public RegistryOptions(
      boolean plainHttp,
      Map<String, List<URI>> mirrors,
      Map<String, String> environment,
      int attempts,
      Duration backOff,
      Duration stall) {
    this(plainHttp, mirrors, environment, attempts, backOff, stall, Optional.empty());
  }

  /// The usual figures: five attempts, a quarter of a second, a minute.
  public static RegistryOptions of(Map<String, String> environment) {
    return new RegistryOptions(
        false, Map.of(), environment, 5, Duration.ofMillis(250), Duration.ofSeconds(60));
  }

  public RegistryOptions withPlainHttp(boolean allowed) {
    return new RegistryOptions(allowed, mirrors, environment, attempts, backOff, stall, trust);
  }

  public RegistryOptions withBackOff(Duration pause) {
    return new RegistryOptions(plainHttp, mirrors, environment, attempts, pause, stall, trust);
  }

  /// Trusting those who signed what the context knows.
  public RegistryOptions withTrust(SSLContext context) {
    return new RegistryOptions(
        plainHttp, mirrors, environment, attempts, backOff, stall, Optional.of(context));
  }

  /// Adds a mirror written as `host=url`, for example `docker.io=https://mirror.example`.
  ///
  /// @throws IllegalArgumentException when the text has another form
  public RegistryOptions withMirror(String pair) {
    var equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException("a mirror has the form host=url: " + pair);
    }
    var uri = URI.create(pair.substring(equals + 1));
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException("a mirror's address starts with https://: " + pair);
    }
    var all = new LinkedHashMap<>(mirrors);
    var list = new ArrayList<>(all.getOrDefault(pair.substring(0, equals), List.of()));
    list.add(uri);
    all.put(pair.substring(0, equals), List.copyOf(list));
    return new RegistryOptions(plainHttp, all, environment, attempts, backOff, stall, trust);
  }
}
