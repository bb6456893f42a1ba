package io.breakwater.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A content digest such as `sha256:4bcff6…` (OCI image specification, `descriptor.md`,
/// "Digests").
///
/// Registered algorithms only: `sha256` (64 lower-case hex digits) and `sha512` (128).
///
/// @param algorithm `sha256` or `sha512`
/// @param hex the encoded part, lower case
public record Digest(String algorithm, String hex) implements Comparable<Digest> {
  private static final Pattern SHA256 = Pattern.compile("[a-f0-9]{64}");
  private static final Pattern SHA512 = Pattern.compile("[a-f0-9]{128}");

  public Digest {
    var shape =
        switch (algorithm) {
          case "sha256" -> SHA256;
          case "sha512" -> SHA512;
          default -> throw new IllegalArgumentException("unknown digest algorithm: " + algorithm);
        };
    if (!shape.matcher(hex).matches()) {
      throw new IllegalArgumentException("malformed " + algorithm + " digest: " + hex);
    }
  }

  /// Reads `algorithm:hex`.
  ///
  /// @throws IllegalArgumentException when the text is not a digest of a registered algorithm
  public static Digest parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a digest has the form sha256:<64 hex digits>: " + text);
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  /// Like [#parse], empty instead of an exception.
  public static Optional<Digest> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The algorithm's name for [java.security.MessageDigest].
  public String javaAlgorithm() {
    return "SHA-" + algorithm.substring(3).toUpperCase(Locale.ROOT);
  }

  @Override
  public int compareTo(Digest other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
