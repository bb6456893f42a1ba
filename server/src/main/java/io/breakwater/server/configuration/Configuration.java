package io.breakwater.server.configuration;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What is set. Values were checked when they were read.
public final class Configuration {
  private final Map<Setting<?>, Object> values;

  Configuration(Map<Setting<?>, Object> values) {
    this.values = Map.copyOf(values);
  }

  /// A setting that has a default.
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new NoSuchElementException(setting.key() + " has no default"));
  }

  /// A setting that may be missing.
  @SuppressWarnings("unchecked") // put there by its own parser
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting));
  }

  /// Whether all addresses are this machine's alone or speak TLS.
  boolean safe() {
    return find(Settings.TLS_CERTIFICATE).isPresent()
        || get(Settings.INSECURE)
        || get(Settings.LISTEN).stream().allMatch(ListenAddress::loopback);
  }
}
