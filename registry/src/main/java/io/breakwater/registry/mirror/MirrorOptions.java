package io.breakwater.registry.mirror;

import io.breakwater.image.remote.RegistryOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// How mirrors work on this server.
///
/// @param logins by name
/// @param hosts upstream hosts that mirrors may have; all where it is empty. Whoever may set up
///     mirrors could otherwise have the server ask any host that it reaches
/// @param spool a folder of this server alone, for blobs on their way; what is in it is removed
/// @param remote how to reach registries: proxies, pauses, and how long one may bring nothing
/// @param limits bounds
public record MirrorOptions(
    Map<String, UpstreamLogin> logins,
    Set<String> hosts,
    Path spool,
    RegistryOptions remote,
    Limits limits) {
  public MirrorOptions {
    logins = Map.copyOf(logins);
    hosts = Set.copyOf(hosts);
  }

  /// The usual: any host, no log-ins.
  public static MirrorOptions of(Path spool, Map<String, String> environment) {
    var remote = RegistryOptions.of(environment);
    return new MirrorOptions(
        Map.of(),
        Set.of(),
        spool,
        new RegistryOptions(
            false, Map.of(), environment, 1, remote.backOff(), Duration.ofSeconds(30)),
        Limits.usual());
  }

  /// Bounds.
  ///
  /// @param arrivals blobs that are fetched at the same time
  /// @param waiting blobs that wait for their turn
  /// @param completions manifests of which the rest is fetched at the same time
  /// @param blobBytes of one blob
  /// @param spoolBytes of all blobs on their way
  /// @param blobTime of one blob's way
  /// @param patience how long a client waits for what is not here
  /// @param stalePatience how long a client waits for upstream where there is something to serve
  /// @param keepUnfinished how long a manifest is kept that never becomes whole
  public record Limits(
      int arrivals,
      int waiting,
      int completions,
      long blobBytes,
      long spoolBytes,
      Duration blobTime,
      Duration patience,
      Duration stalePatience,
      Duration keepUnfinished) {
    /// 16 blobs at a time, 256 waiting, 64 GiB of them, 20 GiB and six hours each; half a minute,
    /// or two seconds where there is something to serve; a month.
    public static Limits usual() {
      return new Limits(
          16,
          256,
          4,
          20L << 30,
          64L << 30,
          Duration.ofHours(6),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofDays(30));
    }

    Limits withPatience(Duration time, Duration stale) {
      return new Limits(
          arrivals,
          waiting,
          completions,
          blobBytes,
          spoolBytes,
          blobTime,
          time,
          stale,
          keepUnfinished);
    }
  }
}
