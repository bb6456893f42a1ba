package io.breakwater.image.manifest;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A small JSON document read token by token. `null` reads as an absent value: empty text, no
/// elements.
public final class JsonDocument implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxTokenCount(1_000_000)
                  .maxStringLength(4 << 20)
                  .maxNameLength(4096)
                  .maxNumberLength(40)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;
  private final String what;
  private final String code;

  /// Reads one field's value, with the parser on it.
  public interface FieldReader {
    void read(String name) throws ImageException;
  }

  /// Reads one element, with the parser on it.
  public interface ElementReader {
    void read() throws ImageException;
  }

  private JsonDocument(JsonParser parser, String what, String code) {
    this.parser = parser;
    this.what = what;
    this.code = code;
  }

  public static JsonDocument open(byte[] bytes, String what, String code) throws ImageException {
    try {
      var document =
          new JsonDocument(FACTORY.createParser(ObjectReadContext.empty(), bytes), what, code);
      document.advance();
      return document;
    } catch (JacksonException e) {
      throw malformed(what, code, e.getOriginalMessage(), e);
    }
  }

  private JsonToken advance() throws ImageException {
    try {
      var token = parser.nextToken();
      if (token == null) {
        throw malformed("the document ends too early");
      }
      return token;
    } catch (JacksonException e) {
      throw malformed(what, code, e.getOriginalMessage(), e);
    }
  }

  public void object(FieldReader reader) throws ImageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw malformed("an object was expected");
    }
    while (advance() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      advance();
      reader.read(name);
    }
  }

  public void array(ElementReader reader) throws ImageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw malformed("an array was expected");
    }
    while (advance() != JsonToken.END_ARRAY) {
      reader.read();
    }
  }

  public String text() throws ImageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw malformed("a string was expected");
    }
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw malformed(what, code, e.getOriginalMessage(), e);
    }
  }

  public long number() throws ImageException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw malformed("a whole number was expected");
    }
    try {
      return parser.getLongValue();
    } catch (JacksonException e) {
      throw malformed(what, code, e.getOriginalMessage(), e);
    }
  }

  public boolean flag() throws ImageException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      case null, default -> throw malformed("true or false was expected");
    };
  }

  public Map<String, String> texts() throws ImageException {
    var texts = new LinkedHashMap<String, String>();
    object(name -> texts.put(name, text()));
    return texts;
  }

  /// An array of strings; a string alone stands for an array of one, as Docker reads it.
  public List<String> words() throws ImageException {
    var words = new ArrayList<String>();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      words.add(text());
    } else {
      array(() -> words.add(text()));
    }
    return words;
  }

  public Digest digest() throws ImageException {
    var text = text();
    return Digest.tryParse(text)
        .orElseThrow(() -> malformed("not a digest this program knows: " + text));
  }

  public void skip() throws ImageException {
    try {
      parser.skipChildren();
      if (parser.currentToken() == null) {
        throw malformed("the document ends too early");
      }
    } catch (JacksonException e) {
      throw malformed(what, code, e.getOriginalMessage(), e);
    }
  }

  /// Only white space may follow.
  public void end() throws ImageException {
    try {
      if (parser.nextToken() != null) {
        throw malformed("something follows the document");
      }
    } catch (JacksonException e) {
      throw malformed(what, code, e.getOriginalMessage(), e);
    }
  }

  public ImageException malformed(String why) {
    return malformed(what, code, why, null);
  }

  private static ImageException malformed(
      String what, String code, String why, @Nullable Exception cause) {
    var at =
        cause instanceof JacksonException jackson && jackson.getLocation() != null
            ? jackson.getLocation().getByteOffset()
            : -1;
    return new ImageException(
        code,
        what,
        why,
        "Pull or save the image again; if it stays so, the tool that made it is at fault",
        at,
        cause);
  }

  @Override
  public void close() {
    parser.close();
  }
}
