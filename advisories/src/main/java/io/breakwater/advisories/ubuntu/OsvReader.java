package io.breakwater.advisories.ubuntu;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.osv.OsvRecord;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one record of Ubuntu's OSV export.
///
/// Format: the OSV schema 1.7 (https://ossf.github.io/osv-schema/) and "Ubuntu OSV data"
/// (https://documentation.ubuntu.com/security/security-updates/osv/). `UBUNTU-CVE-…` records
/// give rows, `USN-…` records give notices; `LSN-…` (live patches) are left out.
///
/// - Ecosystems: `Ubuntu:22.04:LTS`, `Ubuntu:24.10` and `Ubuntu:Pro:16.04:LTS` (the same
///   release; its fixes need Ubuntu Pro). Others (FIPS, Realtime, for a vendor's board) hold
///   builds of their own and must not be compared with ordinary packages: left out, counted.
/// - Not listed means not affected or not in the release; no `fixed` event means affected.
/// - A withdrawn record gives no rows.
/// - `upstream` names the CVE; `related` the notices, which carry their date where their own
///   record is read too.
public final class OsvReader {
  private static final String RECORD_PREFIX = "UBUNTU-";

  private OsvReader() {}

  /// Reads one record.
  ///
  /// @param name of the file, for errors
  public static void read(InputStream in, String name, FeedSink sink) throws FeedException {
    var record = OsvRecord.read(in, name);
    if (!Texts.isName(record.id())) {
      sink.refused(name, "a record without id");
      return;
    }
    if (record.modified() != null) {
      sink.dated(record.modified());
    }
    if (record.published() != null) {
      sink.dated(record.published());
    }
    if (record.id().startsWith("LSN-")) {
      sink.unused("live patch notice");
    } else if (record.withdrawn()) {
      sink.record();
      sink.unused("withdrawn record");
    } else if (record.id().startsWith("USN-")) {
      sink.record();
      notice(record, sink);
    } else if (record.id().startsWith(RECORD_PREFIX)) {
      sink.record();
      rows(record, sink);
    } else {
      sink.refused(record.id(), "neither UBUNTU-CVE, USN nor LSN");
    }
  }

  private static void rows(OsvRecord record, FeedSink sink) throws FeedException {
    var issue = record.id().substring(RECORD_PREFIX.length());
    var aliases = new LinkedHashSet<String>();
    for (var id : record.aliases()) {
      if (Texts.isName(id) && !id.equals(issue)) {
        aliases.add(id);
      }
    }
    for (var id : record.upstream()) {
      if (Texts.isName(id) && !id.equals(issue)) {
        aliases.add(id);
      }
    }
    var notices = new ArrayList<Notice>();
    for (var id : record.related()) {
      if (id.startsWith("USN-") && Texts.isName(id)) {
        notices.add(new Notice(id, null, List.of(link(id))));
      }
    }
    var severities = Severities.of(record.severities());
    var summary = Texts.summary(record.details());
    var links = links(record, issue);
    for (var affected : record.affected()) {
      var target = target(record, affected, sink);
      if (target == null) {
        continue;
      }
      sink.publishesUnfixed(target.release());
      var fixed = affected.fixed();
      sink.row(
          new Advisory(
              target.release(),
              affected.packageName(),
              Advisory.Kind.SOURCE,
              issue,
              List.copyOf(aliases),
              notices,
              fixed == null ? State.AFFECTED : State.FIXED,
              affected.fixes() > 1 ? "several-fixes: the last one is given" : null,
              fixed,
              target.availability(),
              severities.ubuntu(),
              severities.cvss(),
              record.published(),
              record.modified(),
              links,
              summary,
              false,
              Scope.ANY,
              "ubuntu",
              record.id()));
    }
  }

  private static void notice(OsvRecord record, FeedSink sink) throws FeedException {
    var notice = new Notice(record.id(), record.published(), List.of(link(record.id())));
    var all = issuesOf(record);
    for (var affected : record.affected()) {
      var target = target(record, affected, sink);
      var fixed = affected.fixed();
      if (target == null || fixed == null) {
        continue;
      }
      // Which of the notice's CVEs concern this package in this release, where it says so.
      var issues = affected.cves().isEmpty() ? all : affected.cves();
      for (var issue : issues) {
        if (Texts.isName(issue)) {
          sink.notice(
              new FeedSink.NoticeRow(
                  target.release(),
                  affected.packageName(),
                  issue,
                  State.FIXED,
                  fixed,
                  target.availability(),
                  notice,
                  Texts.summary(record.summary()),
                  "ubuntu"));
        }
      }
    }
  }

  private static List<String> issuesOf(OsvRecord record) {
    var issues = new LinkedHashSet<String>();
    for (var ids : List.of(record.upstream(), record.related(), record.aliases())) {
      for (var id : ids) {
        var issue = id.startsWith(RECORD_PREFIX) ? id.substring(RECORD_PREFIX.length()) : id;
        if (issue.startsWith("CVE-")) {
          issues.add(issue);
        }
      }
    }
    // A notice that names no CVE is the issue itself, unless it repairs an earlier one.
    if (issues.isEmpty() && !record.summary().contains("regression")) {
      return List.of(record.id());
    }
    return List.copyOf(issues);
  }

  private static @Nullable Target target(
      OsvRecord record, OsvRecord.Affected affected, FeedSink sink) {
    if (!Texts.isName(affected.packageName())) {
      sink.refused(record.id(), "an affected package without a name");
      return null;
    }
    var target = Target.of(affected.ecosystem());
    if (target == null) {
      if (affected.ecosystem().startsWith("Ubuntu:")) {
        sink.unused("ecosystem " + Texts.summary(affected.ecosystem()));
      } else {
        sink.refused(record.id(), "ecosystem " + Texts.summary(affected.ecosystem()));
      }
      return null;
    }
    var problem = affected.problem();
    if (problem != null) {
      sink.refused(record.id(), affected.packageName() + ": " + problem);
    }
    return target;
  }

  private static List<String> links(OsvRecord record, String issue) {
    var own = "https://ubuntu.com/security/" + issue;
    var links = new LinkedHashSet<String>();
    for (var link : record.links()) {
      var notice = link.startsWith("https://ubuntu.com/security/notices/");
      if (!notice && link.startsWith("https://") && Texts.isName(link)) {
        links.add(link);
      }
    }
    links.remove(own);
    var all = new ArrayList<String>();
    all.add(own);
    for (var link : links) {
      if (all.size() < 6) {
        all.add(link);
      }
    }
    return all;
  }

  private static String link(String notice) {
    return "https://ubuntu.com/security/notices/" + notice;
  }

  /// The release that an ecosystem names.
  record Target(String release, Availability availability) {
    /// `Ubuntu:22.04:LTS`, `Ubuntu:24.10`, `Ubuntu:Pro:16.04:LTS`; null for every other.
    static @Nullable Target of(String ecosystem) {
      var parts = ecosystem.split(":", -1);
      var pro = parts.length > 1 && parts[1].equals("Pro");
      var at = pro ? 2 : 1;
      if (!parts[0].equals("Ubuntu") || parts.length <= at || !isVersion(parts[at])) {
        return null;
      }
      var plain = parts.length == at + 1;
      var lts = parts.length == at + 2 && parts[at + 1].equals("LTS");
      return plain || lts
          ? new Target("ubuntu:" + parts[at], pro ? Availability.UBUNTU_PRO : Availability.PUBLIC)
          : null;
    }

    private static boolean isVersion(String text) {
      return text.length() == 5
          && text.charAt(2) == '.'
          && Character.isDigit(text.charAt(0))
          && Character.isDigit(text.charAt(1))
          && Character.isDigit(text.charAt(3))
          && Character.isDigit(text.charAt(4));
    }
  }
}
