package io.breakwater.server.configuration;

import io.breakwater.registry.mirror.Mirror;
import java.time.Duration;
import java.util.Optional;

/// A namespace that mirrors another registry.
///
/// @param mirror with the usual freshness; empty where the namespace is to be one no longer
public record MirroredNamespace(String namespace, Optional<Mirror> mirror) {
  static final String EXPECTED =
      "NAMESPACE=HOST, NAMESPACE=HOST/PREFIX, either with @LOGIN behind it, or NAMESPACE=none; for"
          + " example dockerhub=docker.io@hub";

  private static final String NONE = "none";

  /// Reads `NAMESPACE=HOST[/PREFIX][@LOGIN]`.
  ///
  /// @throws IllegalArgumentException it is something else
  static MirroredNamespace parse(String text) {
    var equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(EXPECTED);
    }
    var namespace = text.substring(0, equals).strip();
    var upstream = text.substring(equals + 1).strip();
    if (upstream.equals(NONE)) {
      return new MirroredNamespace(namespace, Optional.empty());
    }
    var at = upstream.lastIndexOf('@');
    var login = at < 0 ? Optional.<String>empty() : Optional.of(upstream.substring(at + 1));
    try {
      var mirror =
          Mirror.of(at < 0 ? upstream : upstream.substring(0, at), login, Mirror.USUAL_FRESHNESS);
      return new MirroredNamespace(namespace, Optional.of(mirror));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
  }

  /// The same with another freshness.
  public Optional<Mirror> mirror(Duration freshness) {
    return mirror.map(one -> new Mirror(one.host(), one.prefix(), one.credentials(), freshness));
  }
}
