package io.breakwater.advisories.errata;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.osv.ModuleWords;
import io.breakwater.advisories.osv.OsvRecord;
import io.breakwater.advisories.reading.CvssScores;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one advisory of AlmaLinux (`ALSA-…`, `ALBA-…`, `ALEA-…`) or Rocky Linux (`RLSA-…`,
/// `RXSA-…`).
///
/// Format: [OsvRecord]; https://github.com/AlmaLinux/osv-database and the ecosystem `Rocky Linux`
/// of https://osv.dev. Ecosystems are `AlmaLinux:8` and `Rocky Linux:8`; package names are those
/// of binary packages; the title begins with the severity (`Important: …`) and names the modules.
///
/// Only fixes are published. An advisory that names no CVE gives no rows.
public final class ErrataReader {
  private final String feed;
  private final String ecosystem;

  private ErrataReader(String feed, String ecosystem) {
    this.feed = feed;
    this.ecosystem = ecosystem;
  }

  /// A reader of AlmaLinux's errata.
  public static ErrataReader almalinux() {
    return new ErrataReader("almalinux", "AlmaLinux:");
  }

  /// A reader of Rocky Linux's errata.
  public static ErrataReader rocky() {
    return new ErrataReader("rocky", "Rocky Linux:");
  }

  /// Reads one record.
  ///
  /// @param name of the file, for errors
  public void read(InputStream in, String name, FeedSink sink) throws FeedException {
    var record = OsvRecord.read(in, name);
    if (!Texts.isName(record.id())) {
      sink.refused(name, "a record without id");
      return;
    }
    sink.record();
    if (record.modified() != null) {
      sink.dated(record.modified());
    }
    if (record.withdrawn()) {
      sink.unused("withdrawn record");
      return;
    }
    var cves = record.cves();
    if (cves.isEmpty()) {
      sink.unused("advisory without CVE");
    } else {
      rows(record, cves, sink);
    }
  }

  private void rows(OsvRecord record, List<String> cves, FeedSink sink) throws FeedException {
    var words = ModuleWords.in(record.summary());
    var modular =
        new Scope(words.isEmpty() ? List.of(Scope.UNKNOWN_MODULE) : words, List.of(), List.of());
    var notices = List.of(new Notice(record.id(), record.published(), pages(record)));
    var summary = Texts.summary(record.summary());
    var cvss = cvss(record, cves);
    for (var cve : cves) {
      var links = List.of("https://www.cve.org/CVERecord?id=" + cve);
      for (var affected : record.affected()) {
        var release = release(affected.ecosystem());
        var fixed = affected.fixed();
        if (release == null || fixed == null || !Texts.isName(affected.packageName())) {
          continue;
        }
        sink.row(
            new Advisory(
                release,
                affected.packageName(),
                Kind.BINARY,
                cve,
                List.of(),
                notices,
                State.FIXED,
                null,
                fixed,
                Availability.PUBLIC,
                severity(record.summary()),
                cvss,
                null,
                null,
                links,
                summary,
                false,
                fixed.contains(".module") ? modular : Scope.ANY,
                feed,
                record.id()));
      }
    }
    notUnderstood(record, sink);
  }

  private void notUnderstood(OsvRecord record, FeedSink sink) {
    for (var affected : record.affected()) {
      if (release(affected.ecosystem()) == null) {
        sink.refused(record.id(), "ecosystem " + Texts.summary(affected.ecosystem()));
      } else if (affected.fixed() == null || !Texts.isName(affected.packageName())) {
        var problem = affected.problem() == null ? "no package or no fix" : affected.problem();
        sink.refused(record.id(), Texts.summary(affected.packageName() + ": " + problem));
      }
    }
  }

  private @Nullable String release(String text) {
    if (!text.startsWith(ecosystem)) {
      return null;
    }
    var version = text.substring(ecosystem.length());
    var valid = !version.isEmpty() && version.length() <= 2;
    for (var i = 0; i < version.length(); i++) {
      valid &= version.charAt(i) >= '0' && version.charAt(i) <= '9';
    }
    return valid ? feed + ":" + version : null;
  }

  /// The advisory's score is that of its worst issue.
  private List<Advisory.Cvss> cvss(OsvRecord record, List<String> cves) {
    var scores = new ArrayList<Advisory.Cvss>();
    if (cves.size() == 1) {
      for (var severity : record.severities()) {
        var score = CvssScores.score(feed, severity.score());
        if (score != null && !scores.contains(score)) {
          scores.add(score);
        }
      }
    }
    return scores;
  }

  private static List<String> pages(OsvRecord record) {
    var pages = new ArrayList<String>();
    for (var link : record.links()) {
      var page = record.id().replace(':', '-');
      var own = link.contains(record.id()) || link.contains(page);
      if (own && link.startsWith("https://") && Texts.isName(link) && pages.size() < 2) {
        pages.add(link);
      }
    }
    return pages;
  }

  private static String severity(String summary) {
    var colon = summary.indexOf(": ");
    return switch (colon < 0 ? "" : summary.substring(0, colon)) {
      case "Critical" -> "critical";
      case "Important" -> "important";
      case "Moderate" -> "moderate";
      case "Low" -> "low";
      default -> "unknown";
    };
  }
}
