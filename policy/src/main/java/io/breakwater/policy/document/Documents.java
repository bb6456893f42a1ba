package io.breakwater.policy.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads documents of either notation.
public final class Documents {
  private Documents() {}

  /// Reads JSON, where the first character is `{` or `[` and the name does not say `.yaml` or
  /// `.yml`, else YAML.
  ///
  /// @param name of the file, for errors
  public static Value read(byte[] bytes, String name, DocumentLimits limits)
      throws PolicyException {
    var text = text(bytes, name, limits);
    var isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
    return !isYaml && looksLikeJson(text)
        ? JsonTree.read(text, name, limits)
        : YamlTree.read(text, name, limits);
  }

  /// Whether a text can only be JSON, or YAML that is written like it.
  public static boolean looksLikeJson(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c == '{' || c == '[';
      }
    }
    return false;
  }

  /// The characters of a document in UTF-8, without a byte order mark.
  public static String text(byte[] bytes, String name, DocumentLimits limits)
      throws PolicyException {
    if (bytes.length > limits.bytes()) {
      throw tooLarge(name, "it has more than " + limits.bytes() + " bytes", 0, null);
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed(name, "it is not text in UTF-8", 0, e);
    }
  }

  static PolicyException malformed(String name, String why, int line, @Nullable Throwable cause) {
    return new PolicyException(
        "policy-malformed",
        "reading " + name,
        at(line) + why,
        "Mend the file; an editor that knows YAML or JSON shows the place",
        line,
        cause);
  }

  static PolicyException tooLarge(String name, String why, int line, @Nullable Throwable cause) {
    return new PolicyException(
        "policy-too-large",
        "reading " + name,
        at(line) + why,
        "Split the file in several",
        line,
        cause);
  }

  static String at(int line) {
    return line > 0 ? "line " + line + ": " : "";
  }
}
