package io.breakwater.registry.images.details;

import java.util.List;
import java.util.Map;

/// How an image is run (OCI image specification, `config.md`, "config").
///
/// @param user empty for root by default
/// @param ports such as `80/tcp`, sorted
/// @param volumes sorted
/// @param labels the first of them that have 64 KiB together and are at most 1,000
/// @param env names of the variables, in order: their values may be secrets
public record ConfigDetails(
    String user,
    List<String> entrypoint,
    List<String> cmd,
    String workingDir,
    List<String> ports,
    List<String> volumes,
    Map<String, String> labels,
    List<String> env) {
  public ConfigDetails {
    entrypoint = List.copyOf(entrypoint);
    cmd = List.copyOf(cmd);
    ports = List.copyOf(ports);
    volumes = List.copyOf(volumes);
    labels = Map.copyOf(labels);
    env = List.copyOf(env);
  }
}
