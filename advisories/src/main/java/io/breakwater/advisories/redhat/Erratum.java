package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the Security Data files say of an advisory.
final class Erratum {
  private @Nullable Instant released;
  private final TreeSet<String> modules = new TreeSet<>();
  private @Nullable List<Fix> fixes;
  private boolean read;

  /// A source package that the advisory fixes.
  ///
  /// @param build `NAME-EPOCH:VERSION-RELEASE`
  record Fix(String cve, String build, Cpe product, String severity) {}

  /// An advisory may be released for several products, not always on the same day.
  void releasedOn(@Nullable Instant day) {
    if (day != null && (released == null || day.isBefore(released))) {
      released = day;
    }
  }

  void holds(String module) {
    modules.add(module);
  }

  /// Keeps a fix for the case that the advisory's own record is not there.
  void fixes(Fix fix) {
    var all = fixes;
    if (all == null) {
      all = new ArrayList<>(2);
      fixes = all;
    }
    all.add(fix);
  }

  /// The advisory's own record, which names binary packages, is read: the kept fixes go.
  void read() {
    read = true;
    fixes = null;
  }

  boolean isRead() {
    return read;
  }

  /// Fixes of which no record of the advisory told; empty where one did.
  List<Fix> untold() {
    return fixes == null ? List.of() : fixes;
  }

  @Nullable Instant released() {
    return released;
  }

  /// `name:stream`, sorted.
  List<String> modules() {
    return List.copyOf(modules);
  }

  /// An advisory as rows show it.
  static Notice notice(String id, @Nullable Instant released) {
    return new Notice(id, released, List.of("https://access.redhat.com/errata/" + id));
  }

  /// Whether a text is the identifier of an advisory: `RHSA-2024:0001`, `RHBA-…`, `RHEA-…`.
  static boolean isId(String text) {
    return (text.startsWith("RHSA-") || text.startsWith("RHBA-") || text.startsWith("RHEA-"))
        && text.length() > 10
        && text.length() < 30
        && text.indexOf(':') > 0
        && text.indexOf(' ') < 0;
  }
}
