package io.breakwater.image.source;

import io.breakwater.image.remote.RegistryOptions;
import java.io.InputStream;
import java.nio.file.Path;

/// How to open images.
///
/// @param platform which images of an index
/// @param spoolDirectory where compressed archives and standard input are kept while they are
///     read; made when needed
/// @param spoolLimit largest such file in bytes (`archive-too-large`)
/// @param standardInput what `-` reads
/// @param registry how to reach registries
public record SourceOptions(
    PlatformChoice platform,
    Path spoolDirectory,
    long spoolLimit,
    InputStream standardInput,
    RegistryOptions registry) {
  private static final long SPOOL_LIMIT = 64L << 30;

  /// The host's platform, temporary files in `spoolDirectory`.
  public static SourceOptions of(Path spoolDirectory) {
    return new SourceOptions(
        new PlatformChoice.Default(),
        spoolDirectory,
        SPOOL_LIMIT,
        System.in,
        RegistryOptions.of(System.getenv()));
  }

  public SourceOptions withPlatform(PlatformChoice choice) {
    return new SourceOptions(choice, spoolDirectory, spoolLimit, standardInput, registry);
  }

  public SourceOptions withStandardInput(InputStream in) {
    return new SourceOptions(platform, spoolDirectory, spoolLimit, in, registry);
  }

  public SourceOptions withSpoolLimit(long bytes) {
    return new SourceOptions(platform, spoolDirectory, bytes, standardInput, registry);
  }

  public SourceOptions withRegistry(RegistryOptions options) {
    return new SourceOptions(platform, spoolDirectory, spoolLimit, standardInput, options);
  }
}
