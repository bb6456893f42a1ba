package io.breakwater.api.management;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.namespaces.NamespaceChange;
import io.breakwater.registry.namespaces.PullPolicy;
import io.breakwater.registry.namespaces.TagPattern;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// What is to become of a namespace's settings. What is left out stays as it is.
///
/// ```json
/// {"anonymousPull":true,"quotaBytes":null,"immutableTags":["**:v*"],
///  "pullPolicy":"verdict","pullGrace":"PT72H"}
/// ```
///
/// `quotaBytes` is `null` for no limit; `pullPolicy` is `all`, or `verdict` with the grace period
/// `pullGrace` (ISO 8601; without one there is none).
final class NamespaceSettingsBody {
  private static final String NAMES =
      "anonymousPull, quotaBytes, immutableTags, pullPolicy and pullGrace";
  private static final int LIMIT = 64 * 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private NamespaceSettingsBody() {}

  /// Reads one.
  ///
  /// @throws Refusal 400 for what is no such document
  static NamespaceChange read(Request request) throws Refusal, RegistryException, IOException {
    var bytes = request.body().readAll(LIMIT);
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      return new Reading(json).read();
    } catch (JacksonException e) {
      throw wrong("the body is no JSON");
    }
  }

  private static Refusal wrong(String why) {
    return Refusal.of(
        400,
        "INVALID",
        why + "; send an object of settings to change, as docs/namespaces.md has them");
  }

  private static final class Reading {
    private final JsonParser json;
    private Optional<Boolean> anonymousPull = Optional.empty();
    private Optional<OptionalLong> quotaBytes = Optional.empty();
    private Optional<List<TagPattern>> immutableTags = Optional.empty();
    private Optional<String> policy = Optional.empty();
    private Duration grace = Duration.ZERO;

    Reading(JsonParser json) {
      this.json = json;
    }

    NamespaceChange read() throws Refusal, RegistryException {
      require(json.nextToken() == JsonToken.START_OBJECT, "the body is no object");
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName();
        field(name, json.nextToken());
      }
      require(json.nextToken() == null, "something follows the object");
      return new NamespaceChange(anonymousPull, quotaBytes, immutableTags, policy());
    }

    private void field(String name, JsonToken token) throws Refusal, RegistryException {
      switch (name) {
        case "anonymousPull" -> {
          require(token.isBoolean(), "anonymousPull is true or false");
          anonymousPull = Optional.of(json.getBooleanValue());
        }
        case "quotaBytes" -> {
          require(
              token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_NUMBER_INT,
              "quotaBytes is a number or null");
          quotaBytes =
              Optional.of(
                  token == JsonToken.VALUE_NULL
                      ? OptionalLong.empty()
                      : OptionalLong.of(json.getLongValue()));
        }
        case "immutableTags" -> immutableTags = Optional.of(patterns(token));
        case "pullPolicy" -> {
          require(token == JsonToken.VALUE_STRING, "pullPolicy is all or verdict");
          policy = Optional.of(json.getString());
        }
        case "pullGrace" -> {
          require(token == JsonToken.VALUE_STRING, "pullGrace is a duration such as PT72H");
          grace = grace(json.getString());
        }
        default ->
            throw wrong("there is no setting " + shortened(name) + "; those there are: " + NAMES);
      }
    }

    private List<TagPattern> patterns(JsonToken token) throws Refusal, RegistryException {
      require(token == JsonToken.START_ARRAY, "immutableTags is a list of patterns");
      var patterns = new ArrayList<TagPattern>();
      for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
        require(next == JsonToken.VALUE_STRING, "immutableTags is a list of patterns");
        patterns.add(TagPattern.parse(json.getString()));
      }
      return patterns;
    }

    private static Duration grace(String text) throws Refusal {
      try {
        var grace = Duration.parse(text);
        require(!grace.isNegative(), "pullGrace is not negative");
        return grace;
      } catch (DateTimeParseException e) {
        throw wrong("pullGrace is a duration such as PT72H");
      }
    }

    private Optional<PullPolicy> policy() throws Refusal {
      require(policy.isPresent() || grace.isZero(), "pullGrace goes with pullPolicy verdict");
      return switch (policy.orElse("")) {
        case "" -> Optional.empty();
        case "all" -> Optional.of(new PullPolicy.All());
        case "verdict" -> Optional.of(new PullPolicy.ByVerdict(grace));
        default -> throw wrong("pullPolicy is all or verdict");
      };
    }

    private static String shortened(String name) {
      return name.length() > 40 ? name.substring(0, 40) : name;
    }

    private static void require(boolean right, String why) throws Refusal {
      if (!right) {
        throw wrong(why);
      }
    }
  }
}
