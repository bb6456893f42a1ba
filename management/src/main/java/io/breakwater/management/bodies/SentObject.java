package io.breakwater.management.bodies;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A JSON object that was sent, of at most 64 KiB: `{"namespace":"birds","images_per_repo":10}`.
///
/// A member that is `null` is not there. Members that the route does not know are passed over,
/// as the original does: newer clients send more than older servers know. Where none of those
/// that it knows is there although something was sent, the route refuses, so that nobody takes a
/// misspelt word for done.
public final class SentObject {
  private static final int LIMIT = 64 * 1024;

  /// Of what kind a member is.
  public enum Kind {
    TEXT("a text"),
    FLAG("true or false"),
    NUMBER("a whole number"),
    TEXTS("a list of texts");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Map<String, Object> members;
  private final boolean others;

  private SentObject(Map<String, Object> members, boolean others) {
    this.members = members;
    this.others = others;
  }

  /// Reads it.
  ///
  /// @param kinds of the members that there may be
  /// @throws Refusal 400 for what is no such object, 415 for what does not call itself JSON
  public static SentObject read(Request request, Map<String, Kind> kinds)
      throws Refusal, IOException, HttpFailure {
    return SentJson.read(request, LIMIT, json -> read(json, kinds));
  }

  private static SentObject read(JsonParser json, Map<String, Kind> kinds) throws Refusal {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw SentJson.invalid("the body is no JSON object");
    }
    var members = new HashMap<String, Object>();
    var others = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      var kind = kinds.get(name);
      var token = json.nextToken();
      if (kind == null) {
        others = true;
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        members.put(name, value(json, name, kind));
      }
    }
    return new SentObject(members, others);
  }

  private static Object value(JsonParser json, String name, Kind kind) throws Refusal {
    var token = json.currentToken();
    return switch (kind) {
      case TEXT -> {
        require(token == JsonToken.VALUE_STRING, name, kind);
        yield json.getString();
      }
      case FLAG -> {
        require(token.isBoolean(), name, kind);
        yield json.getBooleanValue();
      }
      case NUMBER -> {
        require(token == JsonToken.VALUE_NUMBER_INT, name, kind);
        yield json.getLongValue();
      }
      case TEXTS -> {
        require(token == JsonToken.START_ARRAY, name, kind);
        yield SentJson.texts(json, name, SentJson.MOST_TEXTS);
      }
    };
  }

  private static void require(boolean right, String name, Kind kind) throws Refusal {
    if (!right) {
      throw SentJson.invalid(name + " is " + kind.words);
    }
  }

  /// Refuses an object of which nothing was understood.
  ///
  /// @throws Refusal 400 with the members that there may be
  public SentObject understood(String names) throws Refusal {
    if (members.isEmpty() && others) {
      throw SentJson.invalid("nothing of this is known here; send " + names);
    }
    return this;
  }

  /// A text that may be missing.
  public Optional<String> text(String name) {
    return Optional.ofNullable((String) members.get(name));
  }

  /// A text that has to be there.
  ///
  /// @throws Refusal 400
  public String required(String name) throws Refusal {
    return text(name).orElseThrow(() -> SentJson.invalid("the body has no " + name + "; add it"));
  }

  /// `true` or `false`, which may be missing.
  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable((Boolean) members.get(name));
  }

  /// A number that may be missing.
  public OptionalLong number(String name) {
    return members.get(name) instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /// A list; empty where it is missing.
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }
}
