package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.breakwater.reports.JsonReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/// A JSON report that follows the schema, asked by pointers; `*` stands for every element.
record JsonOf(JsonNode tree) {
  private static final JsonSchema SCHEMA = schema();

  /// Reads one report and holds it against the schema.
  static JsonOf valid(String report) {
    try {
      var tree = new ObjectMapper().readTree(report);
      assertThat(SCHEMA.validate(tree)).isEmpty();
      return new JsonOf(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + report, e);
    }
  }

  String text(String pointer) {
    return at(pointer).asText();
  }

  long number(String pointer) {
    return at(pointer).asLong();
  }

  JsonNode at(String pointer) {
    var node = tree.at(pointer);
    assertThat(node.isMissingNode()).as(pointer).isFalse();
    return node;
  }

  /// Every match, in order.
  List<String> texts(String pointer) {
    var nodes = List.of(tree);
    for (var part : pointer.substring(1).split("/", -1)) {
      var next = new ArrayList<JsonNode>();
      for (var node : nodes) {
        if (part.equals("*")) {
          next.addAll(StreamSupport.stream(node.spliterator(), false).toList());
        } else {
          next.add(node.at("/" + part));
        }
      }
      nodes = next;
    }
    return nodes.stream().map(JsonNode::asText).toList();
  }

  private static JsonSchema schema() {
    try (var in =
        Objects.requireNonNull(JsonReport.class.getResourceAsStream("report-v1.schema.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
