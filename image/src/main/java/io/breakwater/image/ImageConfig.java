package io.breakwater.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an image's configuration says (OCI image specification, `config.md`).
///
/// @param diffIds digests of the uncompressed layers, lowest first
/// @param history build steps, oldest first; may be shorter or longer than the layers
/// @param labels `config.Labels`
/// @param user `config.User`, empty for root by default
/// @param env `config.Env`: `NAME=value` each, in order
/// @param command `config.Entrypoint` and then `config.Cmd`: what is run by default, word by word
public record ImageConfig(
    List<Digest> diffIds,
    List<History> history,
    Map<String, String> labels,
    String user,
    List<String> env,
    List<String> command) {
  /// A configuration that says nothing, for a root file system.
  public static final ImageConfig NONE =
      new ImageConfig(List.of(), List.of(), Map.of(), "", List.of());

  public ImageConfig {
    diffIds = List.copyOf(diffIds);
    history = List.copyOf(history);
    labels = Map.copyOf(labels);
    env = List.copyOf(env);
    command = List.copyOf(command);
  }

  /// A configuration that runs nothing by default.
  public ImageConfig(
      List<Digest> diffIds,
      List<History> history,
      Map<String, String> labels,
      String user,
      List<String> env) {
    this(diffIds, history, labels, user, env, List.of());
  }

  /// The value of an environment variable; the last one of several counts.
  public Optional<String> variable(String name) {
    return env.reversed().stream()
        .filter(one -> one.startsWith(name + "="))
        .map(one -> one.substring(name.length() + 1))
        .findFirst();
  }

  /// One build step.
  ///
  /// @param createdBy the command, may be empty
  /// @param emptyLayer true when the step made no layer
  public record History(String createdBy, boolean emptyLayer) {}
}
