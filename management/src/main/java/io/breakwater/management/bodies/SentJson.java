package io.breakwater.management.bodies;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON that was sent: at most 16 deep, no member twice, nothing behind it.
///
/// `Content-Type: application/json` is asked for: forms of other sites' pages cannot send that.
public final class SentJson {
  /// How many texts a list may have.
  public static final int MOST_TEXTS = 1_000;

  private static final int LIST_LIMIT = 1024 * 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxStringLength(8 * 1024)
                  .maxNameLength(1024)
                  .maxNumberLength(32)
                  .build())
          .build();

  private SentJson() {}

  /// Reads one value.
  @FunctionalInterface
  interface Reading<T> {
    T read(JsonParser json) throws Refusal;
  }

  /// A list of at most 1,000 texts, in at most 1 MiB: `["birds/robin:1"]`.
  ///
  /// @throws Refusal 400 for what is no such list, 415 for what does not call itself JSON
  public static List<String> texts(Request request) throws Refusal, IOException, HttpFailure {
    return read(
        request,
        LIST_LIMIT,
        json -> {
          if (json.nextToken() != JsonToken.START_ARRAY) {
            throw invalid("the body is no JSON list of texts");
          }
          return texts(json, "the body", MOST_TEXTS);
        });
  }

  static List<String> texts(JsonParser json, String what, int most) throws Refusal {
    var texts = new ArrayList<String>();
    for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next != JsonToken.VALUE_STRING) {
        throw invalid(what + " is a list of texts");
      }
      if (texts.size() == most) {
        throw invalid(what + " has more than " + most + " entries; send them in several requests");
      }
      texts.add(json.getString());
    }
    return List.copyOf(texts);
  }

  static <T> T read(Request request, int limit, Reading<T> reading)
      throws Refusal, IOException, HttpFailure {
    var type = request.header("Content-Type").orElse("");
    if (!type.regionMatches(true, 0, "application/json", 0, 16)) {
      throw Refusal.of(415, "UNSUPPORTED", "send JSON: Content-Type application/json");
    }
    var bytes = request.body().readAll(limit);
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      var read = reading.read(json);
      if (json.nextToken() != null) {
        throw invalid("the body goes on behind its end");
      }
      return read;
    } catch (JacksonException e) {
      throw invalid("the body is no JSON, has a member twice, or is too deep or too long");
    }
  }

  /// What is said of a request that is none.
  public static Refusal invalid(String told) {
    return Refusal.of(400, "INVALID", told);
  }
}
