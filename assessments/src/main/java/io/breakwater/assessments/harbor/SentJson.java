package io.breakwater.assessments.harbor;

import io.breakwater.api.errors.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// An object of JSON that Harbor sent. Members that are not known are passed over: versions of
/// the interface add some. What is `null` is not there; what has another type than the
/// specification says is refused with 400.
record SentJson(Map<String, Object> members) {
  private static final int DEPTH = 16;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  static SentJson parse(byte[] bytes) throws Refusal {
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        var members = members(json);
        if (json.nextToken() == null) {
          return new SentJson(members);
        }
      }
    } catch (JacksonException e) {
      // The parser's own words repeat what was sent, and that has a password in it.
    }
    throw invalid("the body is not one JSON object");
  }

  private static Map<String, Object> members(JsonParser json) {
    var members = new LinkedHashMap<String, Object>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      var value = value(json);
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> new SentJson(members(json));
      case START_ARRAY -> {
        var elements = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          var element = value(json);
          if (element != null) {
            elements.add(element);
          }
        }
        yield elements;
      }
      case VALUE_NULL -> null;
      case VALUE_STRING -> json.getString();
      default -> false;
    };
  }

  private static Refusal invalid(String told) {
    return Refusal.of(400, "INVALID", told);
  }

  /// An object that has to be there.
  SentJson object(String name) throws Refusal {
    return optionalObject(name)
        .orElseThrow(() -> Refusal.of(422, "INVALID", "the body has no " + name + "; add it"));
  }

  Optional<SentJson> optionalObject(String name) throws Refusal {
    return switch (members.get(name)) {
      case null -> Optional.empty();
      case SentJson object -> Optional.of(object);
      default -> throw invalid(name + " is no object");
    };
  }

  /// A text; empty where it is not there.
  String text(String name) throws Refusal {
    return switch (members.get(name)) {
      case null -> "";
      case String text -> text;
      default -> throw invalid(name + " is no text");
    };
  }

  /// Objects; empty where the list is not there.
  List<SentJson> objects(String name) throws Refusal {
    var objects = new ArrayList<SentJson>();
    for (var element : list(name)) {
      if (!(element instanceof SentJson object)) {
        throw invalid(name + " is no list of objects");
      }
      objects.add(object);
    }
    return objects;
  }

  /// Texts; empty where the list is not there.
  List<String> texts(String name) throws Refusal {
    var texts = new ArrayList<String>();
    for (var element : list(name)) {
      if (!(element instanceof String text)) {
        throw invalid(name + " is no list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) throws Refusal {
    return switch (members.get(name)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw invalid(name + " is no list");
    };
  }
}
