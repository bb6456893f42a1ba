package io.breakwater.cli.cr.server;

import io.breakwater.cli.cr.json.JsonReader;
import io.breakwater.cli.cr.json.JsonValue;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/// What a token says of its owner (RFC 7519, section 4): for people to read, checked by nobody
/// here. Empty where the token is of another kind.
public record TokenClaims(Optional<String> name, Optional<String> account) {
  /// Reads the middle part of a token.
  public static TokenClaims of(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return new TokenClaims(Optional.empty(), Optional.empty());
    }
    try {
      var json = JsonReader.read(Base64.getUrlDecoder().decode(parts[1]));
      return new TokenClaims(text(json.at("name")), text(json.at("account")));
    } catch (IOException | IllegalArgumentException e) {
      return new TokenClaims(Optional.empty(), Optional.empty());
    }
  }

  private static Optional<String> text(JsonValue value) {
    return value.text().isEmpty() ? Optional.empty() : Optional.of(value.text());
  }
}
