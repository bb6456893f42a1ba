package io.breakwater.notifications.events;

/// Why something happened. What has one cause is told in one notice.
///
/// @param kind `push`, `delete`, `advisories`, `policy`, `exemption`, `time`
/// @param id tells it from others of its kind: the version of the advisories, the digest that was
///     pushed
public record Cause(String kind, String id) {
  private static final int LONGEST = 200;

  public Cause {
    if (kind.isEmpty() || kind.length() + id.length() > LONGEST) {
      throw new IllegalArgumentException("no cause");
    }
  }

  /// New advisories.
  public static Cause advisories(String version) {
    return new Cause("advisories", shortened(version));
  }

  /// A push, of a digest.
  public static Cause push(String digest) {
    return new Cause("push", shortened(digest));
  }

  /// Something was deleted.
  public static Cause delete(String digest) {
    return new Cause("delete", shortened(digest));
  }

  /// An exemption was made, taken away, or has expired.
  public static Cause exemption(String id) {
    return new Cause("exemption", shortened(id));
  }

  /// Anything else that verdicts depend on: the policy, or the day.
  public static Cause policy(String version) {
    return new Cause("policy", shortened(version));
  }

  /// Reads what [#toString] writes; of `unknown` kind where it is something else.
  public static Cause parse(String text) {
    var colon = text.indexOf(':');
    return colon > 0 && text.length() <= LONGEST + 1
        ? new Cause(text.substring(0, colon), text.substring(colon + 1))
        : new Cause("unknown", "");
  }

  private static String shortened(String id) {
    return id.length() <= 160 ? id : id.substring(0, 160);
  }

  @Override
  public String toString() {
    return kind + ":" + id;
  }
}
