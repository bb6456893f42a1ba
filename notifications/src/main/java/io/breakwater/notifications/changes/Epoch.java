package io.breakwater.notifications.changes;

import io.breakwater.notifications.events.Cause;

/// All that verdicts depend on but the images and exemptions: where it is another, all tagged
/// images are looked at.
///
/// @param advisories their version
/// @param policy its version
/// @param day such as `2026-11-21`: the end of a release's support comes by itself
public record Epoch(String advisories, String policy, String day) {
  String text() {
    return advisories + "\n" + policy + "\n" + day;
  }

  /// Why things are otherwise than in an epoch before, as [#text] has it.
  Cause since(String before) {
    var parts = before.split("\n", -1);
    if (parts.length == 3 && parts[0].equals(advisories)) {
      return parts[1].equals(policy) ? new Cause("time", day) : Cause.policy(policy);
    }
    return Cause.advisories(advisories);
  }
}
