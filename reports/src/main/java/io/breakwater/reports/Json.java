package io.breakwater.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// A JSON generator that takes any text: what is no Unicode is written as [Printable] has it.
public final class Json {
  private final JsonGenerator out;

  Json(JsonGenerator out) {
    this.out = out;
  }

  /// Writes a document: one line, UTF-8, ended by a newline. The stream is flushed and left open.
  ///
  /// @throws IOException when the stream cannot be written to
  public static void write(OutputStream out, Consumer<Json> content) throws IOException {
    try {
      var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out);
      content.accept(new Json(json));
      json.writeRaw('\n');
      json.flush();
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw new IOException("cannot write the report: " + e.getOriginalMessage(), e);
    }
  }

  public void object() {
    out.writeStartObject();
  }

  public void object(String name) {
    out.writeObjectPropertyStart(name);
  }

  public void endObject() {
    out.writeEndObject();
  }

  public void array(String name) {
    out.writeArrayPropertyStart(name);
  }

  public void endArray() {
    out.writeEndArray();
  }

  public void element(String text) {
    out.writeString(Printable.wellFormed(text));
  }

  public void element(long number) {
    out.writeNumber(number);
  }

  /// A text, or null.
  public void text(String name, @Nullable String text) {
    if (text == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, Printable.wellFormed(text));
    }
  }

  /// A text, or no property where there is none.
  public void known(String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      text(name, text);
    }
  }

  /// A list of texts.
  public void texts(String name, List<String> texts) {
    array(name);
    texts.forEach(this::element);
    endArray();
  }

  void nothing(String name) {
    out.writeNullProperty(name);
  }

  public void number(String name, long number) {
    out.writeNumberProperty(name, number);
  }

  public void number(String name, double number) {
    out.writeNumberProperty(name, number);
  }

  public void flag(String name, boolean flag) {
    out.writeBooleanProperty(name, flag);
  }
}
