package io.breakwater.cli.cr.json;

import io.breakwater.cli.cr.json.JsonValue.Elements;
import io.breakwater.cli.cr.json.JsonValue.Figure;
import io.breakwater.cli.cr.json.JsonValue.Flag;
import io.breakwater.cli.cr.json.JsonValue.Members;
import io.breakwater.cli.cr.json.JsonValue.Nothing;
import io.breakwater.cli.cr.json.JsonValue.Text;
import java.io.StringWriter;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Writes JSON: one member a line for people, or all on one line.
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final JsonGenerator json;

  /// Two blanks a level, and `"name": value`.
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(LINES)
          .withArrayIndenter(LINES);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  /// An array whose elements come one after the other; [#close()] ends it.
  public static JsonWriter array(Writer out) {
    var writer = new JsonWriter(FACTORY.createGenerator(new Indented(), out));
    writer.json.writeStartArray();
    return writer;
  }

  /// The next element.
  public void element(JsonValue value) {
    write(value);
  }

  @Override
  public void close() {
    json.writeEndArray();
    json.close();
  }

  /// One value, indented.
  public static String indented(JsonValue value) {
    return text(value, new Indented());
  }

  /// One value on one line.
  public static String line(JsonValue value) {
    return text(value, ObjectWriteContext.empty());
  }

  private static String text(JsonValue value, ObjectWriteContext context) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(context, text)) {
      new JsonWriter(json).write(value);
    }
    return text.toString();
  }

  private void write(JsonValue value) {
    switch (value) {
      case Members(var members) -> {
        json.writeStartObject();
        members.forEach(
            (name, member) -> {
              json.writeName(name);
              write(member);
            });
        json.writeEndObject();
      }
      case Elements(var elements) -> {
        json.writeStartArray();
        elements.forEach(this::write);
        json.writeEndArray();
      }
      case Text(var text) -> json.writeString(text);
      case Figure(var figure) -> json.writeNumber(figure);
      case Flag(var flag) -> json.writeBoolean(flag);
      case Nothing _ -> json.writeNull();
    }
  }
}
