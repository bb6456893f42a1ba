package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisories.Candidate;
import io.breakwater.advisories.Advisories.Wanted;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of rows into [Advisory] values.
final class RowDecoder {
  private static final int LIST_LIMIT = 100_000;

  /// Ten thousand years.
  private static final long DAYS = 4_000_000;

  private final Sections sections;

  private final Scopes scopes;

  RowDecoder(Sections sections) {
    this.sections = sections;
    this.scopes = new Scopes();
  }

  /// The columns of a row, as numbers; the texts are read when they are asked for.
  private final class Columns implements Candidate {
    int cve;
    int flags;
    int severity;
    int fixed;
    int detail;
    int scope;
    int notices;
    int info;

    // Issues fixed together share their version.
    private int lastFixed = -1;
    private @Nullable String version;

    void read(Cursor in) {
      cve = in.number();
      flags = in.next();
      severity = in.number();
      fixed = state() == State.FIXED ? in.number() : -1;
      detail = (flags & Layout.DETAIL_FLAG) != 0 ? in.number() : -1;
      scope = in.number();
      notices = in.number();
      info = in.number();
    }

    @Override
    public Advisory.Kind kind() {
      return (flags & Layout.BINARY) != 0 ? Advisory.Kind.BINARY : Advisory.Kind.SOURCE;
    }

    @Override
    public String cve() {
      return sections.text(cve);
    }

    @Override
    public @Nullable String fixedVersion() {
      if (fixed < 0) {
        return null;
      }
      if (fixed != lastFixed) {
        version = sections.text(fixed);
        lastFixed = fixed;
      }
      return version;
    }

    @Override
    public Scope scope() {
      return scopes.of(scope);
    }

    @Override
    public State state() {
      return Codes.state(flags >> Layout.STATE_SHIFT & Layout.STATE_MASK);
    }

    @Override
    public Availability availability() {
      return Codes.availability(flags >> Layout.AVAILABILITY_SHIFT & Layout.AVAILABILITY_MASK);
    }
  }

  List<Advisory> read(String release, String packageName, int group, Wanted wanted) {
    var count = sections.rowCount(group);
    var in = sections.rowsOf(group);
    var columns = new Columns();
    var found = new ArrayList<Advisory>(Math.min(count, 64));
    for (var i = 0; i < count; i++) {
      columns.read(in);
      if (wanted.test(columns)) {
        found.add(decode(release, packageName, columns));
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
        into.add(decode(release, packageName, columns));
      }
    }
  }

  private Advisory decode(String release, String packageName, Columns row) {
    var cve = row.cve();
    var notices = notices(row.notices);
    var notice = notices.isEmpty() ? "" : notices.getFirst().id();
    var in = sections.cursor(Layout.DETAILS, row.info);
    var feed = sections.text(in.number());
    var recordId = filled(sections.text(in.number()), packageName, cve, notice);
    var summary = sections.text(in.number());
    var aliases = texts(in);
    var cvss = cvss(in);
    var links = links(in, packageName, cve, notice);
    var published = time(in);
    var modified = time(in);
    return new Advisory(
        release,
        packageName,
        row.kind(),
        cve,
        aliases,
        notices,
        row.state(),
        row.detail < 0 ? null : sections.text(row.detail),
        row.fixedVersion(),
        row.availability(),
        sections.text(row.severity),
        cvss,
        published,
        modified,
        links,
        summary,
        (row.flags & Layout.EXPLOITED_FLAG) != 0,
        row.scope(),
        feed,
        recordId);
  }

  List<String> texts(Cursor in) {
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

  private List<String> links(Cursor in, String packageName, String cve, String notice) {
    var count = in.count(LIST_LIMIT);
    var links = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      links.add(filled(sections.text(in.number()), packageName, cve, notice));
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
      notices.add(new Notice(id, day, links(in, id, "", "")));
    }
    return notices;
  }

  private @Nullable Instant time(Cursor in) {
    return in.number() == 0 ? null : Instant.ofEpochSecond(in.time(DAYS * 86_400));
  }

  private static String filled(String template, String packageName, String cve, String notice) {
    if (template.indexOf(Layout.CVE) < 0
        && template.indexOf(Layout.PACKAGE) < 0
        && template.indexOf(Layout.NOTICE) < 0) {
      return template;
    }
    var text = new StringBuilder(template.length() + 32);
    for (var i = 0; i < template.length(); i++) {
      var c = template.charAt(i);
      if (c == Layout.CVE) {
        text.append(cve);
      } else if (c == Layout.PACKAGE) {
        text.append(packageName);
      } else if (c == Layout.NOTICE) {
        text.append(notice);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /// Scopes by number. There are few, and rows share them, so each is made once; that two
  /// threads make the same one does no harm.
  private final class Scopes {
    private final AtomicReferenceArray<@Nullable Scope> known =
        new AtomicReferenceArray<>(sections.scopeCount());

    Scope of(int number) {
      if (number == 0) {
        return Scope.ANY;
      }
      if (number > known.length()) {
        throw DatabaseFaults.damaged("scope " + number + " of " + known.length());
      }
      var scope = known.get(number - 1);
      if (scope == null) {
        var in = sections.cursor(Layout.SCOPES, sections.scopeStart(number - 1));
        scope = new Scope(texts(in), texts(in), texts(in));
        known.set(number - 1, scope);
      }
      return scope;
    }
  }
}
