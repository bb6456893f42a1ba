package io.breakwater.assessments;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A list of names that was sent as the body of a request: `["birds/robin:1"]`, at most 1,000 of
/// them in at most 512 KiB.
final class SentNames {
  static final int MOST = 1_000;
  private static final int LIMIT = 512 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  private SentNames() {}

  /// Reads it.
  ///
  /// @return each name once, in the order in which they were sent
  static Set<String> read(Request request) throws Refusal, IOException, HttpFailure {
    // Forms of other sites' pages cannot send that.
    var type = request.header("Content-Type").orElse("");
    if (!type.regionMatches(true, 0, "application/json", 0, 16)) {
      throw Refusal.of(415, "UNSUPPORTED", "send JSON: Content-Type application/json");
    }
    var bytes = request.body().readAll(LIMIT);
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      return names(json);
    } catch (JacksonException e) {
      throw invalid("the body is no JSON");
    }
  }

  private static Set<String> names(JsonParser json) throws Refusal {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw invalid("the body is no list: send [\"NAMESPACE/REPOSITORY:TAG\", …]");
    }
    var names = new LinkedHashSet<String>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      names.add(json.getString());
      if (names.size() > MOST) {
        throw invalid("the list has more than " + MOST + " names; send it in parts");
      }
    }
    if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
      throw invalid("the body is no list of texts alone");
    }
    return names;
  }

  private static Refusal invalid(String told) {
    return Refusal.of(400, "INVALID", told);
  }
}
