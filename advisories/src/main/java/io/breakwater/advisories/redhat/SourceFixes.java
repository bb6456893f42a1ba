package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.reading.Texts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rows of fixes that only `affected_release` of Security Data tells of, since the advisory has
/// no OSV record here: ten advisories in the files of February 2025, all of them in a folder
/// without OSV files.
///
/// They name source packages, so that every binary package of the source is compared with the
/// source's version: less exact than the advisory's own record, but not silent.
final class SourceFixes {
  private final RedHatFeed feed;
  private final FeedSink sink;

  SourceFixes(RedHatFeed feed, FeedSink sink) {
    this.feed = feed;
    this.sink = sink;
  }

  /// Whether a text is `NAME-EPOCH:VERSION-RELEASE`. Packages are always named with their epoch;
  /// without one stand components of images and of Java products, whose names have dashes too
  /// (`machine-os-content-container`).
  static boolean isBuild(String text) {
    var colon = text.indexOf(':');
    var epoch = text.lastIndexOf('-', colon) + 1;
    if (epoch < 2 || epoch == colon || text.indexOf('/') >= 0 || !Texts.isName(text)) {
      return false;
    }
    for (var i = epoch; i < colon; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    var release = text.indexOf('-', colon);
    return release > colon + 1 && release < text.length() - 1 && text.indexOf('-', release + 1) < 0;
  }

  void give(Map<String, Erratum> errata) throws FeedException {
    // In the order of the identifiers, so that the same files give the same notes.
    for (var entry : new TreeMap<>(errata).entrySet()) {
      if (!entry.getValue().untold().isEmpty()) {
        sink.unused("advisory without a record of its own; its source packages are used");
        give(entry.getKey(), entry.getValue());
      }
    }
  }

  private void give(String id, Erratum erratum) throws FeedException {
    var notices = List.of(Erratum.notice(id, erratum.released()));
    var byIssue = new TreeMap<String, Statements>();
    for (var fix : erratum.untold()) {
      var issue = feed.issue(fix.cve());
      var version = versionAt(fix.build());
      var fixed = fix.build().substring(version + 1);
      var major = fix.product().major();
      var release = Statements.release(major > 0 ? major : Cpe.majorOfVersion(fixed));
      if (issue == null || release == null) {
        continue;
      }
      byIssue
          .computeIfAbsent(fix.cve(), cve -> new Statements())
          .add(
              new Statements.Said(
                  release,
                  Kind.SOURCE,
                  fix.build().substring(0, version),
                  fixed.contains(".module") ? Scope.UNKNOWN_MODULE : null,
                  State.FIXED,
                  null,
                  fixed,
                  notices,
                  fix.severity(),
                  issue.cvss()),
              fix.product(),
              null);
    }
    for (var one : byIssue.entrySet()) {
      var issue = feed.issue(one.getKey());
      if (issue != null) {
        one.getValue().rows(issue, feed, sink);
      }
    }
  }

  /// Where the dash before the version stands.
  private static int versionAt(String build) {
    return build.lastIndexOf('-', build.lastIndexOf('-') - 1);
  }
}
