package io.breakwater.registry.namespaces;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.util.List;
import java.util.regex.Pattern;

/// Which tags of which repositories of a namespace are meant, written `REPOSITORIES:TAGS`.
///
/// ```
/// robin:v*            tags of birds/robin that begin with v
/// **:release-*        of every repository of the namespace
/// prod/*:[0-9]        refused: there is no such sign
/// ```
///
/// `*` stands for any characters but `/`, `**` for any characters, `?` for one that is no `/`.
/// Repositories are named without their namespace. All of a name has to match.
public final class TagPattern {
  private static final int LIMIT = 256;
  private static final Pattern ALLOWED =
      Pattern.compile("[a-z0-9._/*?-]{1,255}:[a-zA-Z0-9_.*?-]{1,255}");

  private final String text;
  private final Glob repositories;
  private final Glob tags;

  private TagPattern(String text) {
    this.text = text;
    var colon = text.indexOf(':');
    repositories = new Glob(text.substring(0, colon));
    tags = new Glob(text.substring(colon + 1));
  }

  /// Reads a pattern.
  ///
  /// @throws RegistryException `TAG_INVALID`
  public static TagPattern parse(String text) throws RegistryException {
    if (text.length() > LIMIT || !ALLOWED.matcher(text).matches()) {
      throw new RegistryException(
          ErrorCode.TAG_INVALID,
          "not a pattern of tags: write REPOSITORIES:TAGS, such as robin:v* or **:release-*, with"
              + " '*', '**' and '?' for what may be anything, of at most "
              + LIMIT
              + " characters",
          new Detail.Name(text));
    }
    return new TagPattern(text);
  }

  /// What [TagPatterns] kept: it was read by [#parse] before.
  static TagPattern kept(String text) {
    return new TagPattern(text);
  }

  /// Whether a tag is meant.
  ///
  /// @param repository its name in full
  public boolean matches(String repository, String tag) {
    return repositories.matches(repository.substring(repository.indexOf('/') + 1))
        && tags.matches(tag);
  }

  /// Whether one of these means a tag.
  static boolean anyMatches(List<TagPattern> patterns, String repository, String tag) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(repository, tag));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
