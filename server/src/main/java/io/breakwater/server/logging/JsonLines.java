package io.breakwater.server.logging;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.LogRecord;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `{"time":"…","level":"info","source":"…","message":"…"}`.
final class JsonLines implements LineFormat {
  private final JsonFactory factory = new JsonFactory();

  @Override
  public String line(LogRecord entry) {
    var text = new StringWriter(200);
    try (var json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty(
          "time", entry.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringProperty("level", LineFormat.level(entry.getLevel()));
      var fields = Fields.of(entry);
      if (fields.isEmpty()) {
        json.writeStringProperty("source", LineFormat.source(entry));
        json.writeStringProperty("message", LineFormat.message(entry));
      }
      for (var field : fields) {
        switch (field.value()) {
          case Long number -> json.writeNumberProperty(field.name(), number);
          case Integer number -> json.writeNumberProperty(field.name(), number);
          case Double number -> json.writeNumberProperty(field.name(), number);
          default -> json.writeStringProperty(field.name(), field.value().toString());
        }
      }
      if (entry.getThrown() != null) {
        json.writeStringProperty("error", LineFormat.trace(entry.getThrown()));
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
