package io.breakwater.reports;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A JSON generator that takes any text.
final class Json {
  private final JsonGenerator out;

  Json(JsonGenerator out) {
    this.out = out;
  }

  void object() {
    out.writeStartObject();
  }

  void object(String name) {
    out.writeObjectPropertyStart(name);
  }

  void endObject() {
    out.writeEndObject();
  }

  void array(String name) {
    out.writeArrayPropertyStart(name);
  }

  void endArray() {
    out.writeEndArray();
  }

  void element(String text) {
    out.writeString(Printable.wellFormed(text));
  }

  void text(String name, @Nullable String text) {
    if (text == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, Printable.wellFormed(text));
    }
  }

  void nothing(String name) {
    out.writeNullProperty(name);
  }

  void number(String name, long number) {
    out.writeNumberProperty(name, number);
  }

  void number(String name, double number) {
    out.writeNumberProperty(name, number);
  }

  void flag(String name, boolean flag) {
    out.writeBooleanProperty(name, flag);
  }
}
