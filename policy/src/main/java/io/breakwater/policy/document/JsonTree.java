package io.breakwater.policy.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Makes a JSON document (RFC 8259) into a tree. A key given twice in one object is refused:
/// readers differ in which one counts.
final class JsonTree {
  private static final int LONGEST_TEXT = 1 << 20;

  private final JsonParser parser;
  private final String name;
  private final int most;
  private int nodes;

  private JsonTree(JsonParser parser, String name, int most) {
    this.parser = parser;
    this.name = name;
    this.most = most;
  }

  static Value read(String text, String name, DocumentLimits limits) throws PolicyException {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(4096)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      var tree = new JsonTree(parser, name, limits.nodes());
      parser.nextToken();
      var root = tree.node();
      if (parser.nextToken() != null) {
        throw Documents.malformed(name, "something follows the document", tree.line(), null);
      }
      return Value.root(name, root);
    } catch (StreamConstraintsException e) {
      throw Documents.tooLarge(name, e.getOriginalMessage(), line(e), e);
    } catch (JacksonException e) {
      throw Documents.malformed(name, "it is no JSON: " + e.getOriginalMessage(), line(e), e);
    }
  }

  private static int line(JacksonException e) {
    return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
  }

  private int line() {
    return Math.max(0, parser.currentTokenLocation().getLineNr());
  }

  private Node node() throws PolicyException {
    var line = line();
    if (++nodes > most) {
      throw Documents.tooLarge(name, "it has more than " + most + " values", line, null);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(line);
      case START_ARRAY -> items(line);
      case VALUE_NULL -> new Node.Text(null, line);
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Node.Text(parser.getString(), line);
      case null, default ->
          throw Documents.malformed(name, "the document ends too early", line, null);
    };
  }

  private Node fields(int line) throws PolicyException {
    var fields = new LinkedHashMap<String, Node>();
    var lines = new LinkedHashMap<String, Integer>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      lines.put(key, line());
      parser.nextToken();
      fields.put(key, node());
    }
    return new Node.Fields(fields, lines, line);
  }

  private Node items(int line) throws PolicyException {
    var items = new ArrayList<Node>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(node());
    }
    return new Node.Items(items, line);
  }
}
