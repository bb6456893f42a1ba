package io.breakwater.advisories.reading;

import io.breakwater.advisories.FeedException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// A JSON document (RFC 8259), read token by token.
///
/// Limits: 64 levels, names of 10,000 and texts of 4 Mi characters, numbers of 1,000 digits.
/// A document that ends early is `feed-truncated`, any other fault is `feed-malformed`; both
/// say at which byte.
///
/// Values of another kind than asked for are skipped whole, so that a field that changes its
/// type loses only itself: [#text] of a number or boolean gives its literal, of an object or
/// array null.
public final class FeedJson implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(10_000)
                  .maxStringLength(4 << 20)
                  .maxNumberLength(1_000)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final JsonParser parser;
  private final String name;

  private FeedJson(JsonParser parser, String name) {
    this.parser = parser;
    this.name = name;
  }

  /// Starts reading; the stream is not closed.
  ///
  /// @param name of the file, for errors
  public static FeedJson open(InputStream in, String name) throws FeedException {
    try {
      return new FeedJson(FACTORY.createParser(ObjectReadContext.empty(), in), name);
    } catch (JacksonException e) {
      throw broken(name, -1, e);
    }
  }

  /// The next token; null at the end of the document.
  public @Nullable JsonToken next() throws FeedException {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw broken(name, offset(), e);
    }
  }

  /// Moves into the document's root object.
  public void enterRoot() throws FeedException {
    var token = next();
    if (token != JsonToken.START_OBJECT) {
      throw malformed("an object was expected, found " + describe(token));
    }
  }

  /// The name of the next field of the current object, its value being the current token;
  /// null behind the last one.
  public @Nullable String nextField() throws FeedException {
    var token = next();
    if (token == JsonToken.END_OBJECT) {
      return null;
    }
    if (token != JsonToken.PROPERTY_NAME) {
      throw malformed("a field name was expected, found " + describe(token));
    }
    var field = parser.currentName();
    if (next() == null) {
      throw truncated(name, offset(), null);
    }
    return field;
  }

  /// Moves to the next element of the current array; false behind the last one.
  public boolean nextElement() throws FeedException {
    var token = next();
    if (token == null) {
      throw truncated(name, offset(), null);
    }
    return token != JsonToken.END_ARRAY;
  }

  /// Whether the current value is an object; when it is not, it is skipped.
  public boolean isObject() throws FeedException {
    return startsOrSkip(JsonToken.START_OBJECT);
  }

  /// Whether the current value is an object; it stays the current one when it is not.
  public boolean startsObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /// Whether the current value is an array; when it is not, it is skipped.
  public boolean isArray() throws FeedException {
    return startsOrSkip(JsonToken.START_ARRAY);
  }

  /// The current value as a text; null, with the value skipped, when it is no scalar or null.
  public @Nullable String text() throws FeedException {
    try {
      var token = parser.currentToken();
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      if (token == null || !token.isScalarValue()) {
        parser.skipChildren();
        return null;
      }
      return parser.getString();
    } catch (JacksonException e) {
      throw broken(name, offset(), e);
    }
  }

  /// The current value as a text; empty where [#text()] gives none.
  public String word() throws FeedException {
    var text = text();
    return text == null ? "" : text;
  }

  /// The text of a field of the current object; empty where it has none.
  public String wordIn(String field) throws FeedException {
    var found = "";
    if (isObject()) {
      for (var name = nextField(); name != null; name = nextField()) {
        if (name.equals(field)) {
          found = word();
        } else {
          skip();
        }
      }
    }
    return found;
  }

  /// The texts of the current array; empty when it is no array.
  public List<String> texts() throws FeedException {
    if (!isArray()) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    while (nextElement()) {
      var text = text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /// Skips the current value whole.
  public void skip() throws FeedException {
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw broken(name, offset(), e);
    }
  }

  /// A fault of the document at the present place.
  public FeedException malformed(String why) {
    return new FeedException(
        "feed-malformed", name, why + at(offset()), Remedies.FETCH_AGAIN, null);
  }

  @Override
  public void close() {
    parser.close();
  }

  private boolean startsOrSkip(JsonToken start) throws FeedException {
    if (parser.currentToken() == start) {
      return true;
    }
    skip();
    return false;
  }

  private long offset() {
    return parser.currentLocation().getByteOffset();
  }

  private static String at(long offset) {
    return offset < 0 ? "" : " at byte " + offset;
  }

  private static String describe(@Nullable JsonToken token) {
    return token == null ? "the end of the file" : token.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static FeedException broken(String name, long offset, JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return truncated(name, offset, e);
    }
    // Characters of UTF-16 or UTF-32 that are none are told as if reading had failed.
    if (e instanceof JacksonIOException
        && e.getCause() instanceof IOException cause
        && !(cause instanceof CharConversionException)) {
      return Faults.ofRead(name, cause);
    }
    return new FeedException(
        "feed-malformed",
        name,
        "not readable as JSON" + at(offset) + " (" + e.getOriginalMessage() + ")",
        Remedies.FETCH_AGAIN,
        e);
  }

  private static FeedException truncated(String name, long offset, @Nullable Throwable cause) {
    return new FeedException(
        "feed-truncated", name, "the file ends early" + at(offset), Remedies.FETCH_AGAIN, cause);
  }
}
