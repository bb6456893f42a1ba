package io.breakwater.registry.names;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.util.regex.Pattern;

/// The name of a tag (OCI distribution specification 1.1, "Pulling manifests": `<reference>`):
/// 1 to 128 letters, digits, `_`, `.` and `-`, not beginning with one of the last two.
public final class TagName {
  private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  private final String text;

  private TagName(String text) {
    this.text = text;
  }

  /// Reads a name.
  ///
  /// @throws RegistryException `TAG_INVALID`
  public static TagName parse(String text) throws RegistryException {
    if (!SHAPE.matcher(text).matches()) {
      throw new RegistryException(
          ErrorCode.TAG_INVALID,
          "not a tag: it has 1 to 128 letters, digits, '_', '.' and '-', and begins with none of"
              + " the last two",
          new Detail.Name(text));
    }
    return new TagName(text);
  }

  /// The name of a tag that a store has: it was read by [#parse] before.
  public static TagName kept(String text) {
    return new TagName(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagName name && name.text.equals(text);
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
