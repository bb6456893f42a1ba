package io.breakwater.advisor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody's decision that an issue does not count.
///
/// @param type what `id` names
/// @param id a CVE, a security notice, or the identifier of a configuration issue
/// @param author who decided, or null
/// @param reason why, or null
/// @param expires when it stops counting; null for never
/// @param untilFixed stops counting once a fix is published
public record Exemption(
    Type type,
    String id,
    @Nullable String author,
    @Nullable String reason,
    @Nullable Instant expires,
    boolean untilFixed) {

  /// What an exemption exempts.
  public enum Type {
    CVE("cve"),
    NOTICE("sn"),
    CONFIGURATION("configuration");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /// The word in reports and files.
    public String word() {
      return word;
    }
  }

  /// Whether the exemption counts at that time.
  public boolean holds(Instant now) {
    return expires == null || now.isBefore(expires);
  }
}
