package io.breakwater.api.accounts;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A JSON object of texts that was sent, of at most 16 KiB: `{"name":"robin"}`. A member that is
/// `null` is not there; what is not understood is refused, so that nobody takes it for done.
///
/// `Content-Type: application/json` is asked for: forms of other sites' pages cannot send that.
public final class Body {
  private static final int LIMIT = 16 * 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, String> members;

  private Body(Map<String, String> members) {
    this.members = members;
  }

  /// Reads it.
  ///
  /// @param names of the members there may be
  public static Body read(Request request, Set<String> names)
      throws Refusal, IOException, HttpFailure {
    var type = request.header("Content-Type").orElse("");
    if (!type.regionMatches(true, 0, "application/json", 0, 16)) {
      throw Refusal.of(415, "UNSUPPORTED", "send JSON: Content-Type application/json");
    }
    var bytes = request.body().readAll(LIMIT);
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      return new Body(members(json, names));
    } catch (JacksonException e) {
      throw invalid("the body is no JSON, or has a member twice");
    }
  }

  private static Map<String, String> members(JsonParser json, Set<String> names) throws Refusal {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("the body is no JSON object");
    }
    var members = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      if (!names.contains(name)) {
        throw invalid("the members are " + String.join(", ", names.stream().sorted().toList()));
      }
      switch (json.nextToken()) {
        case VALUE_STRING -> members.put(name, json.getString());
        case VALUE_NULL -> {}
        default -> throw invalid(name + " is no text");
      }
    }
    if (json.nextToken() != null) {
      throw invalid("the body goes on behind its object");
    }
    return members;
  }

  /// 400 `INVALID`.
  public static Refusal invalid(String told) {
    return Refusal.of(400, "INVALID", told);
  }

  /// A member that may be missing.
  public Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /// A member that has to be there.
  public String required(String name) throws Refusal {
    return text(name).orElseThrow(() -> invalid("the body has no " + name + "; add it"));
  }
}
