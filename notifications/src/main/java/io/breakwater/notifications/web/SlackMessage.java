package io.breakwater.notifications.web;

import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventText;
import io.breakwater.notifications.events.Links;
import io.breakwater.notifications.json.JsonObject;
import java.util.ArrayList;
import tools.jackson.core.JsonGenerator;

/// A message for Slack's incoming webhooks (Slack API, "Sending messages using incoming
/// webhooks"; "Formatting text for app surfaces"): `text` for notifications and for those who
/// understand no blocks, `blocks` with the same and more.
///
/// `&`, `<` and `>` are escaped, so that nothing of an image's names mentions people or leads
/// elsewhere. Texts of blocks have at most 3,000 characters, headlines 150.
final class SlackMessage {
  private static final int SECTION = 3_000;
  private static final int LINE = 400;
  private static final int COMMAND = 400;

  private SlackMessage() {}

  static String of(Event event, Links links) {
    var headline = EventText.headline(event);
    var parts = new ArrayList<String>();
    parts.add("*" + escaped(headline) + "*");
    EventText.lines(event).forEach(line -> parts.add("• " + escaped(line)));
    EventText.fix(event).ifPresent(fix -> parts.add("Fix: " + code(fix)));
    var link = "<" + links.of(event) + "|More>";
    return JsonObject.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("text", escaped(headline));
          json.writeArrayPropertyStart("blocks");
          section(json, shortened(parts));
          section(json, link);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void section(JsonGenerator json, String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "section");
    json.writeObjectPropertyStart("text");
    json.writeStringProperty("type", "mrkdwn");
    json.writeStringProperty("text", text);
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Whole lines, as many as there is room for: half an escape would be shown as it is.
  private static String shortened(Iterable<String> lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      if (text.length() + line.length() + 1 > SECTION) {
        break;
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    return text.toString();
  }

  /// Slack's three. Shortened before, so that no escape is cut in two.
  static String escaped(String text) {
    var shown = text.length() <= LINE ? text : text.substring(0, LINE) + "…";
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// Whole, or not at all: half a command would be another one.
  private static String code(String fix) {
    return fix.length() > COMMAND || fix.indexOf('`') >= 0
        ? "see the report"
        : "`" + escaped(fix) + "`";
  }
}
