package io.breakwater.cli.cr;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.server.ServerClient;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deletes many images at once: `POST /api/v1/images/bulkdelete`, 500 a request.
final class Deletion {
  private static final int AT_ONCE = 500;

  private final List<JsonValue> deleted = new ArrayList<>();
  private final Map<String, JsonValue> failed = new LinkedHashMap<>();

  /// What would go, for people to look at before they say yes.
  static Table table(List<ListedDigest> images) {
    var table = Table.of("Image", "Tags");
    for (var image : images) {
      table.row(
          image.name(), image.tags().isEmpty() ? Words.NONE : String.join(", ", image.tags()));
    }
    return table;
  }

  /// Shows them, and how many they are.
  static void show(Lines out, List<ListedDigest> images) {
    if (images.isEmpty()) {
      out.say("There are no images to delete.");
      out.blank();
      return;
    }
    out.table(table(images));
    out.blank();
    out.say("Found " + Words.count(images.size(), "image") + " to delete.");
    out.blank();
  }

  /// Deletes them.
  static Deletion of(ServerClient server, List<ListedDigest> images) {
    var deletion = new Deletion();
    for (var at = 0; at < images.size(); at += AT_ONCE) {
      var some = images.subList(at, Math.min(images.size(), at + AT_ONCE));
      deletion.send(server, some);
    }
    return deletion;
  }

  private void send(ServerClient server, List<ListedDigest> images) {
    List<JsonValue> names = images.stream().map(ListedDigest::name).map(JsonValue::of).toList();
    var json =
        server
            .send(
                Ask.of("POST", "/api/v1/images/bulkdelete").with(new JsonValue.Elements(names)),
                "deleting images")
            .json();
    deleted.addAll(json.at("success").elements());
    failed.putAll(json.at("error").members());
  }

  /// As the server answers.
  JsonValue json() {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("success", new JsonValue.Elements(deleted));
    members.put("error", new JsonValue.Members(failed));
    return new JsonValue.Members(members);
  }

  boolean isComplete() {
    return failed.isEmpty();
  }

  /// Says how it went.
  ///
  /// @throws Failure where some could not be deleted
  void tell(Lines out) {
    out.say("Successfully deleted " + Words.count(deleted.size(), "image") + ".");
    out.blank();
    failed.forEach((name, error) -> out.say(name + ": " + error.at("message").text()));
    if (!isComplete()) {
      throw Failure.of(
          ExitCode.ERROR,
          "deleting images",
          Words.count(failed.size(), "image") + " could not be deleted",
          "The reasons stand above",
          "not-deleted");
    }
  }
}
