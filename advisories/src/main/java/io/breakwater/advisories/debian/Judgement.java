package io.breakwater.advisories.debian;

import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.debian.TrackerReader.Status;
import io.breakwater.advisories.reading.Texts;
import org.jspecify.annotations.Nullable;

/// What the tracker's words on one issue in one release come to, see [TrackerReader].
record Judgement(State state, @Nullable String detail, String severity) {
  /// Null when the words make no sense together.
  static @Nullable Judgement of(Status status) {
    var urgency = urgency(status.urgency());
    var unimportant = urgency.equals("unimportant") ? "unimportant" : null;
    var severity = severity(urgency);
    return switch (String.valueOf(status.status())) {
      case "resolved" -> resolved(status.fixedVersion(), unimportant, severity);
      case "open" -> open(status, urgency, unimportant, severity);
      case "undetermined" -> new Judgement(State.UNDER_INVESTIGATION, "undetermined", severity);
      default -> null;
    };
  }

  private static @Nullable Judgement resolved(
      @Nullable String fixedVersion, @Nullable String detail, String severity) {
    if ("0".equals(fixedVersion)) {
      return new Judgement(State.NOT_AFFECTED, detail, severity);
    }
    return Texts.isName(fixedVersion) ? new Judgement(State.FIXED, detail, severity) : null;
  }

  private static Judgement open(
      Status status, String urgency, @Nullable String unimportant, String severity) {
    if (urgency.equals("end-of-life")) {
      return new Judgement(State.END_OF_LIFE, "end-of-life", severity);
    }
    if (status.nodsa() == null && status.reason() == null) {
      return new Judgement(State.AFFECTED, unimportant, severity);
    }
    var why = Texts.summary(status.nodsa());
    return switch (String.valueOf(status.reason())) {
      case "ignored" -> new Judgement(State.WILL_NOT_FIX, detail("ignored", why), severity);
      case "postponed" -> new Judgement(State.DEFERRED, detail("postponed", why), severity);
      default ->
          new Judgement(
              State.AFFECTED, unimportant != null ? unimportant : detail("no-dsa", why), severity);
    };
  }

  private static String detail(String word, String why) {
    return why.isEmpty() ? word : word + ": " + why;
  }

  /// Older data marks an urgency that was taken from elsewhere with a `*` behind it.
  private static String urgency(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
  }

  private static String severity(String urgency) {
    return switch (urgency) {
      case "low", "medium", "high", "unimportant" -> urgency;
      default -> "unknown";
    };
  }
}
