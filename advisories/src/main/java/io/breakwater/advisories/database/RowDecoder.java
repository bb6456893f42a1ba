package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisories.Wanted;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of rows into [Advisory] values.
final class RowDecoder {
  private static final int LIST_LIMIT = 100_000;

  /// Ten thousand years.
  private static final long DAYS = 4_000_000;

  private final Sections sections;

  RowDecoder(Sections sections) {
    this.sections = sections;
  }

  /// The columns of a row, as numbers.
  private static final class Columns {
    int cve;
    int flags;
    int severity;
    int fixed;
    int detail;
    int notices;
    int info;

    void read(Cursor in) {
      cve = in.number();
      flags = in.next();
      severity = in.number();
      fixed = state() == State.FIXED ? in.number() : -1;
      detail = (flags & Layout.DETAIL_FLAG) != 0 ? in.number() : -1;
      notices = in.number();
      info = in.number();
    }

    State state() {
      return Codes.state(flags >> Layout.STATE_SHIFT & Layout.STATE_MASK);
    }

    Availability availability() {
      return Codes.availability(flags >> Layout.AVAILABILITY_SHIFT & Layout.AVAILABILITY_MASK);
    }
  }

  List<Advisory> read(String release, String packageName, int group, Wanted wanted) {
    var count = sections.rowCount(group);
    var in = sections.rowsOf(group);
    var columns = new Columns();
    var found = new ArrayList<Advisory>(Math.min(count, 64));
    // Issues fixed together share their version.
    var lastFixed = -1;
    @Nullable String version = null;
    for (var i = 0; i < count; i++) {
      columns.read(in);
      if (columns.fixed != lastFixed) {
        lastFixed = columns.fixed;
        version = lastFixed < 0 ? null : sections.text(lastFixed);
      }
      if (wanted.test(columns.state(), version, columns.availability())) {
        found.add(decode(release, packageName, columns, version));
      }
    }
    return found;
  }

  void readIssue(String release, String packageName, int group, int cve, List<Advisory> into) {
    var count = sections.rowCount(group);
    var in = sections.rowsOf(group);
    var columns = new Columns();
    for (var i = 0; i < count; i++) {
      columns.read(in);
      if (columns.cve == cve) {
        var version = columns.fixed < 0 ? null : sections.text(columns.fixed);
        into.add(decode(release, packageName, columns, version));
      }
    }
  }

  private Advisory decode(
      String release, String packageName, Columns row, @Nullable String version) {
    var cve = sections.text(row.cve);
    var in = sections.cursor(Layout.DETAILS, row.info);
    var feed = sections.text(in.number());
    var recordId = filled(sections.text(in.number()), packageName, cve);
    var summary = sections.text(in.number());
    var aliases = texts(in);
    var cvss = cvss(in);
    var links = links(in, packageName, cve);
    var published = time(in);
    var modified = time(in);
    return new Advisory(
        release,
        packageName,
        (row.flags & Layout.BINARY) != 0 ? Advisory.Kind.BINARY : Advisory.Kind.SOURCE,
        cve,
        aliases,
        notices(row.notices),
        row.state(),
        row.detail < 0 ? null : sections.text(row.detail),
        version,
        row.availability(),
        sections.text(row.severity),
        cvss,
        published,
        modified,
        links,
        summary,
        (row.flags & Layout.EXPLOITED_FLAG) != 0,
        new Scope(texts(in), texts(in), texts(in)),
        feed,
        recordId);
  }

  private List<String> texts(Cursor in) {
    var count = in.count(LIST_LIMIT);
    if (count == 0) {
      return List.of();
    }
    var texts = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      texts.add(sections.text(in.number()));
    }
    return texts;
  }

  private List<String> links(Cursor in, String packageName, String cve) {
    var count = in.count(LIST_LIMIT);
    var links = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      links.add(filled(sections.text(in.number()), packageName, cve));
    }
    return links;
  }

  private List<Advisory.Cvss> cvss(Cursor in) {
    var count = in.count(LIST_LIMIT);
    if (count == 0) {
      return List.of();
    }
    var scores = new ArrayList<Advisory.Cvss>(count);
    for (var i = 0; i < count; i++) {
      var source = sections.text(in.number());
      var version = sections.text(in.number());
      var vector = sections.text(in.number());
      scores.add(new Advisory.Cvss(source, version, vector, in.number() / 10.0));
    }
    return scores;
  }

  private List<Notice> notices(int reference) {
    if (reference == 0) {
      return List.of();
    }
    var in = sections.cursor(Layout.DETAILS, reference - 1);
    var count = in.count(LIST_LIMIT);
    var notices = new ArrayList<Notice>(count);
    for (var i = 0; i < count; i++) {
      var id = sections.text(in.number());
      var day = in.number() == 0 ? null : Packed.instant(in.time(DAYS));
      notices.add(new Notice(id, day, links(in, id, "")));
    }
    return notices;
  }

  private @Nullable Instant time(Cursor in) {
    return in.number() == 0 ? null : Instant.ofEpochSecond(in.time(DAYS * 86_400));
  }

  private static String filled(String template, String packageName, String cve) {
    if (template.indexOf(Layout.CVE) < 0 && template.indexOf(Layout.PACKAGE) < 0) {
      return template;
    }
    var text = new StringBuilder(template.length() + 32);
    for (var i = 0; i < template.length(); i++) {
      var c = template.charAt(i);
      if (c == Layout.CVE) {
        text.append(cve);
      } else if (c == Layout.PACKAGE) {
        text.append(packageName);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
