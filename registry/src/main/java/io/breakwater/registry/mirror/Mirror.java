package io.breakwater.registry.mirror;

import io.breakwater.image.ImageException;
import io.breakwater.image.ImageReference;
import io.breakwater.image.manifest.JsonDocument;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a namespace mirrors: `dockerhub` with the host `docker.io` and no prefix has
/// `docker.io/library/debian` as `dockerhub/library/debian`; with the prefix `library`, as
/// `dockerhub/debian`.
///
/// @param host of the upstream registry, with a port if it has one: `docker.io`, `quay.io`
/// @param prefix of all repositories there, without slashes at its ends; may be empty
/// @param credentials the name of a log-in that the server's configuration has for that host;
///     empty for none. The log-in itself is never kept with the metadata
/// @param freshness for how long a tag is served without asking upstream again
public record Mirror(String host, String prefix, Optional<String> credentials, Duration freshness) {
  /// Tags of upstream images move a few times a week, and asking costs a request that registries
  /// do not count.
  public static final Duration USUAL_FRESHNESS = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final JsonFactory JSON = new JsonFactory();
  private static final String WHAT = "reading a mirror's settings";

  public Mirror {
    if (freshness.isNegative() || freshness.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("freshness is between nothing and a year");
    }
    if (credentials.isPresent() && !NAME.matcher(credentials.get()).matches()) {
      throw new IllegalArgumentException("no name of credentials: " + credentials.get());
    }
    // Refuses what is no host, and prefixes that are no beginning of a repository's name.
    var _ =
        new ImageReference(
            host, prefix.isEmpty() ? "x" : prefix + "/x", Optional.of("latest"), Optional.empty());
  }

  /// Reads `docker.io` or `quay.io/team`: host, and prefix where there is one.
  ///
  /// @throws IllegalArgumentException it is neither; the message says why
  public static Mirror of(String upstream, Optional<String> credentials, Duration freshness) {
    var slash = upstream.indexOf('/');
    return slash < 0
        ? new Mirror(upstream, "", credentials, freshness)
        : new Mirror(
            upstream.substring(0, slash), upstream.substring(slash + 1), credentials, freshness);
  }

  /// The repository there of a repository here.
  ///
  /// @throws RegistryException `NAME_INVALID`: no registry has so long a name
  String upstream(RepositoryName repository) throws RegistryException {
    var rest = repository.toString().substring(repository.namespace().length() + 1);
    var name = prefix.isEmpty() ? rest : prefix + "/" + rest;
    // As Docker reads names: what has one part only is the library's.
    var full = host.equals("docker.io") && name.indexOf('/') < 0 ? "library/" + name : name;
    if (full.length() > 255) {
      throw new RegistryException(
          ErrorCode.NAME_INVALID,
          "not a name of a repository: it has more than 255 characters upstream",
          new Detail.Name(repository.toString()));
    }
    return full;
  }

  /// As it is kept.
  String json() {
    var out = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("host", host);
      json.writeStringProperty("prefix", prefix);
      credentials.ifPresent(name -> json.writeStringProperty("credentials", name));
      json.writeNumberProperty("freshnessSeconds", freshness.toSeconds());
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Reads what is kept.
  ///
  /// @throws ImageException `mirror-malformed`
  static Mirror parse(String text) throws ImageException {
    var words = new String[] {"", "", ""};
    var freshness = new long[] {USUAL_FRESHNESS.toSeconds()};
    try (var json =
        JsonDocument.open(text.getBytes(StandardCharsets.UTF_8), WHAT, "mirror-malformed")) {
      json.object(
          name -> {
            switch (name) {
              case "host" -> words[0] = json.text();
              case "prefix" -> words[1] = json.text();
              case "credentials" -> words[2] = json.text();
              case "freshnessSeconds" -> freshness[0] = json.number();
              default -> json.skip();
            }
          });
      return new Mirror(
          words[0],
          words[1],
          words[2].isEmpty() ? Optional.empty() : Optional.of(words[2]),
          Duration.ofSeconds(freshness[0]));
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          "mirror-malformed", WHAT, String.valueOf(e.getMessage()), "Set the mirror up again");
    }
  }

  @Override
  public String toString() {
    return prefix.isEmpty() ? host : host + "/" + prefix;
  }
}
