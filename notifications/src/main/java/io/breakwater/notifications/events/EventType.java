package io.breakwater.notifications.events;

import java.util.Optional;

/// What may happen. [#toString] is the type of the CloudEvent; names are kept, new ones may come.
public enum EventType {
  /// A tag names another image, or is new.
  IMAGE_PUSHED("image.pushed"),
  /// An image with its tags went to the trash, or a tag was taken away.
  IMAGE_DELETED("image.deleted"),
  /// The verdict of a tagged image is another, though the image is the same.
  VERDICT_CHANGED("image.verdict-changed"),
  /// An issue counts in a tagged image that was not known in it.
  ISSUE_APPEARED("issue.appeared"),
  /// What had no fix has one.
  FIX_PUBLISHED("issue.fix-published"),
  /// An issue of a tagged image is known to be exploited now.
  KNOWN_EXPLOITED("issue.known-exploited"),
  EXEMPTION_ADDED("exemption.added"),
  EXEMPTION_REMOVED("exemption.removed"),
  EXEMPTION_EXPIRED("exemption.expired"),
  /// Several events in one, for one subscription; not in the log that everybody reads.
  NOTICE("notice"),
  /// Somebody tries a subscription; in no log.
  TEST("test");

  private static final String PREFIX = "io.breakwater.";

  private final String name;

  EventType(String name) {
    this.name = name;
  }

  /// Reads a type, with or without `io.breakwater.` before it.
  public static Optional<EventType> parse(String text) {
    var name = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    for (var type : values()) {
      if (type.name.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// Whether somebody can subscribe to it.
  public boolean subscribable() {
    return this != NOTICE && this != TEST;
  }

  /// Without `io.breakwater.`: `issue.appeared`.
  public String word() {
    return name;
  }

  @Override
  public String toString() {
    return PREFIX + name;
  }
}
