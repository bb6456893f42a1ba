package io.breakwater.sbom;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// A JSON document (RFC 8259) read token by token, within limits. `null` reads as an absent
/// value. A key given twice in one object is refused: readers differ in which one counts.
final class JsonInput implements AutoCloseable {
  private final JsonParser parser;
  private final String what;

  /// Reads one field's value, with the parser on it.
  interface FieldReader {
    void read(String name) throws SbomException;
  }

  /// Reads one element, with the parser on it.
  interface ElementReader {
    void read() throws SbomException;
  }

  private JsonInput(JsonParser parser, String what) {
    this.parser = parser;
    this.what = what;
  }

  /// Begins with the document's first token; closing the result closes the stream.
  ///
  /// @param what for messages: `reading the SBOM app.json`
  static JsonInput open(InputStream in, SbomLimits limits, String what) throws SbomException {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(limits.bytes())
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.textChars())
                    .maxNameLength(4096)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try {
      var input = new JsonInput(factory.createParser(ObjectReadContext.empty(), in), what);
      input.advance();
      return input;
    } catch (JacksonException e) {
      throw failed(what, e);
    }
  }

  private JsonToken advance() throws SbomException {
    try {
      var token = parser.nextToken();
      if (token == null) {
        throw malformed("the document ends too early");
      }
      return token;
    } catch (JacksonException e) {
      throw failed(what, e);
    }
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  void object(FieldReader reader) throws SbomException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (!isObject()) {
      throw malformed("an object was expected");
    }
    while (advance() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      advance();
      reader.read(name);
    }
  }

  void array(ElementReader reader) throws SbomException {
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

  /// A string, or a number or truth value as it is written; empty for null.
  String text() throws SbomException {
    try {
      return switch (parser.currentToken()) {
        case VALUE_NULL -> "";
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
            parser.getString();
        case null, default -> throw malformed("a string was expected");
      };
    } catch (JacksonException e) {
      throw failed(what, e);
    }
  }

  void skip() throws SbomException {
    try {
      parser.skipChildren();
      if (parser.currentToken() == null) {
        throw malformed("the document ends too early");
      }
    } catch (JacksonException e) {
      throw failed(what, e);
    }
  }

  /// Only white space may follow.
  void end() throws SbomException {
    try {
      if (parser.nextToken() != null) {
        throw malformed("something follows the document");
      }
    } catch (JacksonException e) {
      throw failed(what, e);
    }
  }

  SbomException malformed(String why) {
    var at = parser.currentTokenLocation();
    return malformed(what, why + place(at.getLineNr(), at.getColumnNr()), at.getByteOffset(), null);
  }

  private static SbomException malformed(
      String what, String why, long offset, @Nullable Exception cause) {
    return new SbomException(
        "sbom-malformed",
        what,
        why,
        "Write the SBOM again; if it stays so, the tool that wrote it is at fault",
        offset,
        cause);
  }

  private static SbomException failed(String what, JacksonException e) {
    var at = e.getLocation();
    var offset = at == null ? -1 : at.getByteOffset();
    return switch (e) {
      case StreamConstraintsException tooMuch ->
          SbomFile.tooLarge(what, tooMuch.getOriginalMessage(), offset, e);
      case JacksonIOException io ->
          new SbomException(
              "sbom-unreadable",
              what,
              "reading failed: " + io.getOriginalMessage(),
              "Check the file and try again; a compressed one may be cut off",
              offset,
              e);
      default ->
          malformed(
              what,
              "it is no JSON document: "
                  + e.getOriginalMessage()
                  + (at == null ? "" : place(at.getLineNr(), at.getColumnNr())),
              offset,
              e);
    };
  }

  private static String place(int line, int column) {
    return line < 1 ? "" : " (line " + line + ", column " + column + ")";
  }

  @Override
  public void close() {
    parser.close();
  }
}
