package io.breakwater.registry.names;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.util.regex.Pattern;

/// The name of a repository: a namespace and at least one part more, such as `birds/robin` (OCI
/// distribution specification 1.1, "Pulling manifests": `<name>`).
///
/// Parts are lower-case letters and digits, with `.`, `_`, `__` or any number of `-` between
/// them; all of it has fewer than 256 characters. `..`, blanks and empty parts match nothing.
public final class RepositoryName {
  private static final int LIMIT = 255;
  private static final Pattern SHAPE =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");

  private final String text;

  private RepositoryName(String text) {
    this.text = text;
  }

  /// Reads a name.
  ///
  /// @throws RegistryException `NAME_INVALID`
  public static RepositoryName parse(String text) throws RegistryException {
    // Length first: the pattern takes stack in proportion to it.
    if (text.length() > LIMIT) {
      throw invalid(text, "it has more than 255 characters");
    }
    if (!SHAPE.matcher(text).matches()) {
      throw invalid(
          text,
          "parts are lower-case letters and digits, with '.', '_', '__' or '-' between them and '/'"
              + " between parts");
    }
    if (text.indexOf('/') < 0) {
      throw invalid(text, "it has no namespace; use namespace/" + text);
    }
    return new RepositoryName(text);
  }

  /// The name of a repository that a store has: it was read by [#parse] before.
  public static RepositoryName kept(String text) {
    return new RepositoryName(text);
  }

  private static RegistryException invalid(String text, String why) {
    return new RegistryException(
        ErrorCode.NAME_INVALID, "not a name of a repository: " + why, new Detail.Name(text));
  }

  /// The part before the first slash.
  public String namespace() {
    return text.substring(0, text.indexOf('/'));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RepositoryName name && name.text.equals(text);
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
