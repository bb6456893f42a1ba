package io.breakwater.api.description;

import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Serves the description of an interface (OpenAPI 3.1), which is kept as YAML among the resources
/// of the module that has the routes, as JSON.
public final class ApiDescription implements RouteSource {
  private static final JsonFactory JSON = new JsonFactory();

  private final String path;
  private final Class<?> module;
  private final String resource;
  private volatile byte @Nullable [] written;

  /// A description.
  ///
  /// @param path where it is served
  /// @param module a class of the module whose routes it describes
  /// @param resource of that module, such as `/io/breakwater/insights/openapi.yaml`
  public ApiDescription(String path, Class<?> module, String resource) {
    this.path = path;
    this.module = module;
    this.resource = resource;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.open("GET", path, "tells what everybody may read in the sources", this::send);
  }

  private void send(Request request, Response response) throws IOException {
    response.header("Content-Type", "application/json");
    response.send(json());
  }

  /// The document as JSON.
  public byte[] json() {
    var bytes = written;
    if (bytes == null) {
      bytes = write();
      written = bytes;
    }
    return bytes.clone();
  }

  private byte[] write() {
    try (InputStream in = module.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + resource);
      }
      var out = new ByteArrayOutputStream();
      try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
        write(json, new Load(LoadSettings.builder().build()).loadFromInputStream(in));
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }

  private void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> members -> {
        json.writeStartObject();
        members.forEach(
            (name, member) -> {
              json.writeName(String.valueOf(name));
              write(json, member);
            });
        json.writeEndObject();
      }
      case List<?> elements -> {
        json.writeStartArray();
        elements.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case String text -> json.writeString(text);
      default -> throw new IllegalStateException(resource + " has a " + value.getClass());
    }
  }
}
