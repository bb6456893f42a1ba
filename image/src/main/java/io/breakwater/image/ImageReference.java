package io.breakwater.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an image in a registry, in Docker's normal form (distribution project,
/// `reference`: grammar and `ParseNormalizedNamed`).
///
/// `alpine` is `docker.io/library/alpine:latest`; the first part is a host when it holds a `.`,
/// a `:`, an upper-case letter, or is `localhost`. With a digest, the digest decides and the tag
/// is only a remark.
///
/// @param host registry, with port if one was given; `docker.io` for Docker Hub
/// @param repository path in the registry, for example `library/alpine`
/// @param tag present unless only a digest was given
/// @param digest where one was given
public record ImageReference(
    String host, String repository, Optional<String> tag, Optional<Digest> digest) {
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-Fa-f:]+\\])"
              + "(?::[0-9]{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
  private static final int NAME_LIMIT = 255;

  /// A host name has 253 characters, a port six with its colon.
  private static final int HOST_LIMIT = 259;

  /// More than all parts at their longest.
  private static final int TEXT_LIMIT = 1024;

  public ImageReference {
    // Lengths first: the patterns take stack in proportion to them.
    require(host.length() <= HOST_LIMIT, "longer than 259 characters", host);
    require(HOST.matcher(host).matches(), "not a registry host", host);
    require(repository.length() <= NAME_LIMIT, "longer than 255 characters", repository);
    require(REPOSITORY.matcher(repository).matches(), repositoryProblem(repository), repository);
    if (tag.isPresent()) {
      require(TAG.matcher(tag.get()).matches(), "not a tag", tag.get());
    }
  }

  private static String repositoryProblem(String repository) {
    return repository.equals(repository.toLowerCase(Locale.ROOT))
        ? "not a repository name"
        : "a repository name is lower case";
  }

  private static void require(boolean holds, String problem, String text) {
    if (!holds) {
      var shown = text.length() <= NAME_LIMIT ? text : text.substring(0, NAME_LIMIT) + "...";
      throw new IllegalArgumentException(problem + ": '" + shown + "'");
    }
  }

  /// Reads what people type.
  ///
  /// @throws IllegalArgumentException when the text is no reference; the message says why
  public static ImageReference parse(String text) {
    require(text.length() <= TEXT_LIMIT, "longer than 1024 characters", text);
    require(!IDENTIFIER.matcher(text).matches(), "an image ID, not a name", text);
    var at = text.indexOf('@');
    var digest =
        at < 0 ? Optional.<Digest>empty() : Optional.of(Digest.parse(text.substring(at + 1)));
    var named = at < 0 ? text : text.substring(0, at);
    var colon = named.lastIndexOf(':');
    var tagged = colon > named.lastIndexOf('/') && colon > 0;
    var tag = tagged ? Optional.of(named.substring(colon + 1)) : Optional.<String>empty();
    var name = tagged ? named.substring(0, colon) : named;
    var slash = name.indexOf('/');
    var hasHost = slash > 0 && isHost(name.substring(0, slash));
    var host = hasHost ? name.substring(0, slash) : "docker.io";
    if (host.equals("index.docker.io")) {
      host = "docker.io";
    }
    var repository = hasHost ? name.substring(slash + 1) : name;
    if (host.equals("docker.io") && repository.indexOf('/') < 0) {
      repository = "library/" + repository;
    }
    if (tag.isEmpty() && digest.isEmpty()) {
      tag = Optional.of("latest");
    }
    return new ImageReference(host, repository, tag, digest);
  }

  private static boolean isHost(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.equals(first.toLowerCase(Locale.ROOT));
  }

  /// What a registry is asked for: the digest if there is one, else the tag.
  public String version() {
    return digest.map(Digest::toString).or(() -> tag).orElse("latest");
  }

  @Override
  public String toString() {
    return host
        + "/"
        + repository
        + tag.map(text -> ":" + text).orElse("")
        + digest.map(value -> "@" + value).orElse("");
  }
}
