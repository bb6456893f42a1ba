package io.breakwater.notifications.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an event says, for people: a headline, and lines of it. Plain text; whoever puts it into a
/// markup escapes it.
public final class EventText {
  private static final int MOST_LINES = 10;

  private EventText() {}

  /// One line, without a line's end.
  public static String headline(Event event) {
    var text =
        switch (event.details()) {
          case Details.OfImage image -> headline(event.type(), image);
          case Details.OfExemption exemption -> headline(event.type(), exemption);
          case Details.Several several ->
              several.images() == 0
                  ? several.count() + " changes: " + kinds(several)
                  : images(several.images()) + " changed: " + kinds(several);
          case Details.OfTest test -> "Test of the subscription " + test.subscription();
        };
    return flat(text);
  }

  private static String headline(EventType type, Details.OfImage image) {
    var name = name(image);
    return switch (type) {
      case IMAGE_PUSHED -> name + " was pushed: " + verdict(image);
      case IMAGE_DELETED -> name + " was deleted";
      case VERDICT_CHANGED -> name + " is " + changed(image);
      case ISSUE_APPEARED -> issues(image, "new issue") + " in " + name;
      case FIX_PUBLISHED -> issues(image, "fix", "fixes") + " published for " + name;
      case KNOWN_EXPLOITED -> issues(image, "issue") + " in " + name + " known to be exploited";
      case EXEMPTION_ADDED, EXEMPTION_REMOVED, EXEMPTION_EXPIRED, NOTICE, TEST ->
          name + ": " + type.word();
    };
  }

  private static String headline(EventType type, Details.OfExemption exemption) {
    var scope = exemption.everyImage() ? "all images of the account" : exemption.scope();
    var what = "Exemption of " + exemption.issueId() + " for " + scope;
    return switch (type) {
      case EXEMPTION_ADDED -> what + " was added by " + exemption.author();
      case EXEMPTION_EXPIRED -> what + " has expired";
      default -> what + " was removed";
    };
  }

  private static String kinds(Details.Several several) {
    return several.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> kind(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String kind(EventType type, int count) {
    return count
        + " "
        + switch (type) {
          case IMAGE_PUSHED -> "pushed";
          case IMAGE_DELETED -> "deleted";
          case VERDICT_CHANGED -> "with another verdict";
          case ISSUE_APPEARED -> "with new issues";
          case FIX_PUBLISHED -> "with new fixes";
          case KNOWN_EXPLOITED -> "with issues now known to be exploited";
          case EXEMPTION_ADDED -> count == 1 ? "exemption added" : "exemptions added";
          case EXEMPTION_REMOVED -> count == 1 ? "exemption removed" : "exemptions removed";
          case EXEMPTION_EXPIRED -> count == 1 ? "exemption expired" : "exemptions expired";
          case NOTICE -> count == 1 ? "notice" : "notices";
          case TEST -> count == 1 ? "test" : "tests";
        };
  }

  private static String images(int count) {
    return count == 1 ? "1 image" : count + " images";
  }

  private static String name(Details.OfImage image) {
    return image.tags().isEmpty()
        ? image.repository() + "@" + image.digest()
        : image.repository() + ":" + image.tags().getFirst();
  }

  private static String issues(Details.OfImage image, String word) {
    return issues(image, word, word + "s");
  }

  private static String issues(Details.OfImage image, String word, String words) {
    return image.issueCount() + " " + (image.issueCount() == 1 ? word : words);
  }

  private static String verdict(Details.OfImage image) {
    return image
        .verdict()
        .map(one -> one.status() + ", " + one.issues() + (one.issues() == 1 ? " issue" : " issues"))
        .orElse("no verdict");
  }

  private static String changed(Details.OfImage image) {
    var before = image.verdict().map(Details.Judged::before).orElse("");
    return verdict(image) + (before.isEmpty() ? "" : " (was " + before + ")");
  }

  /// What is behind the headline, at most some ten lines.
  public static List<String> lines(Event event) {
    var lines = new ArrayList<String>();
    switch (event.details()) {
      case Details.OfImage image -> lines(lines, image);
      case Details.OfExemption exemption -> {
        lines.add("Reason: " + exemption.reason());
        exemption.expires().ifPresent(at -> lines.add("Expires: " + at));
      }
      case Details.Several several -> {
        several.first().stream().limit(MOST_LINES).forEach(one -> lines.add(headline(one)));
        var more = several.count() - lines.size();
        if (more > 0) {
          lines.add("… and " + more + " more");
        }
      }
      case Details.OfTest _ -> lines.add("Nothing has happened; notices arrive here.");
    }
    return lines.stream().map(EventText::flat).toList();
  }

  private static void lines(List<String> lines, Details.OfImage image) {
    image.verdict().ifPresent(one -> lines.add(one.status() + ": " + one.message()));
    image.issues().stream().limit(MOST_LINES).forEach(issue -> lines.add(line(issue)));
    var more = image.issueCount() - Math.min(image.issues().size(), MOST_LINES);
    if (more > 0) {
      lines.add("… and " + more + " more");
    }
  }

  private static String line(IssueLine issue) {
    return issue.id()
        + " ("
        + issue.severity().word()
        + (issue.knownExploited() ? ", known to be exploited" : "")
        + ") in "
        + issue.what()
        + (issue.installed().isEmpty() ? "" : " " + issue.installed() + fixed(issue));
  }

  private static String fixed(IssueLine issue) {
    return issue.fixed().isEmpty() ? ", no fix yet" : ", fixed in " + issue.fixed();
  }

  /// The commands that clear most, on one line.
  public static Optional<String> fix(Event event) {
    return event.details() instanceof Details.OfImage image
        ? Links.fix(image).map(EventText::flat)
        : Optional.empty();
  }

  /// On one line: what is told was made by strangers.
  private static String flat(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ");
  }
}
