package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What many rows share, packed into one text while the database is built: control characters,
/// which no feed's text has, keep the fields apart.
final class Packed {
  private static final char FIELD = '\u0001';
  private static final char ITEM = '\u0003';
  private static final char PART = '\u0004';

  private Packed() {}

  /// Removes the characters that are used here.
  static String clean(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        return text.replaceAll("[\\x00-\\x1f]", " ");
      }
    }
    return text;
  }

  static String notices(List<Notice> notices) {
    if (notices.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    for (var notice : notices) {
      if (!text.isEmpty()) {
        text.append(ITEM);
      }
      text.append(clean(notice.id())).append(PART);
      if (notice.published() != null) {
        text.append(day(notice.published()));
      }
      for (var link : notice.links()) {
        text.append(PART).append(clean(link));
      }
    }
    return text.toString();
  }

  static List<Notice> notices(String text) {
    var notices = new ArrayList<Notice>();
    if (!text.isEmpty()) {
      for (var item : split(text, ITEM)) {
        var parts = split(item, PART);
        var day = parts.get(1);
        notices.add(
            new Notice(
                parts.getFirst(),
                day.isEmpty() ? null : instant(Long.parseLong(day)),
                parts.subList(2, parts.size())));
      }
    }
    return notices;
  }

  static long day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
  }

  static Instant instant(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// What a row says beyond its own columns.
  static String info(Advisory row) {
    var text = new StringBuilder(256);
    text.append(clean(row.feed())).append(FIELD).append(template(row));
    text.append(FIELD).append(clean(row.summary())).append(FIELD);
    items(text, row.aliases(), "");
    text.append(FIELD);
    for (var cvss : row.cvss()) {
      if (text.charAt(text.length() - 1) != FIELD) {
        text.append(ITEM);
      }
      text.append(clean(cvss.source())).append(PART).append(clean(cvss.version())).append(PART);
      text.append(clean(cvss.vector())).append(PART).append(Math.round(cvss.score() * 10));
    }
    text.append(FIELD);
    items(text, row.links(), row.cve());
    text.append(FIELD).append(seconds(row.published()));
    text.append(FIELD).append(seconds(row.modified()));
    return text.toString();
  }

  /// Empty for [Scope#ANY].
  static String scope(Scope scope) {
    if (scope.equals(Scope.ANY)) {
      return "";
    }
    var text = new StringBuilder(64);
    items(text, scope.modules(), "");
    text.append(FIELD);
    items(text, scope.arches(), "");
    text.append(FIELD);
    items(text, scope.cpes(), "");
    return text.toString();
  }

  static Scope scope(String text) {
    if (text.isEmpty()) {
      return Scope.ANY;
    }
    var f = split(text, FIELD);
    return new Scope(list(f.get(0)), list(f.get(1)), list(f.get(2)));
  }

  static String feedOf(String info) {
    return info.substring(0, info.indexOf(FIELD));
  }

  /// The same with another summary.
  static String withSummary(String info, String summary) {
    var from = info.indexOf(FIELD, info.indexOf(FIELD) + 1) + 1;
    return info.substring(0, from) + clean(summary) + info.substring(info.indexOf(FIELD, from));
  }

  static Shared shared(String text) {
    var f = split(text, FIELD);
    var cvss = new ArrayList<Advisory.Cvss>();
    for (var item : list(f.get(4))) {
      var parts = split(item, PART);
      cvss.add(
          new Advisory.Cvss(
              parts.get(0), parts.get(1), parts.get(2), Long.parseLong(parts.get(3)) / 10.0));
    }
    return new Shared(
        f.get(0),
        f.get(1),
        f.get(2),
        list(f.get(3)),
        cvss,
        list(f.get(5)),
        time(f.get(6)),
        time(f.get(7)));
  }

  /// The record's place with package, CVE and notice taken out, so that few different ones
  /// remain.
  static String template(Advisory row) {
    if (!row.notices().isEmpty() && row.recordId().equals(row.notices().getFirst().id())) {
      return String.valueOf(Layout.NOTICE);
    }
    var id = clean(row.recordId()).replace(row.cve(), String.valueOf(Layout.CVE));
    var name = row.packageName();
    if (id.startsWith(name + "/")) {
      return Layout.PACKAGE + id.substring(name.length());
    }
    if (id.endsWith("/" + name)) {
      return id.substring(0, id.length() - name.length()) + Layout.PACKAGE;
    }
    return id;
  }

  record Shared(
      String feed,
      String template,
      String summary,
      List<String> aliases,
      List<Advisory.Cvss> cvss,
      List<String> links,
      @Nullable Instant published,
      @Nullable Instant modified) {}

  private static void items(StringBuilder text, List<String> items, String cve) {
    var first = true;
    for (var item : items) {
      if (!first) {
        text.append(ITEM);
      }
      first = false;
      var clean = clean(item);
      text.append(cve.isEmpty() ? clean : clean.replace(cve, String.valueOf(Layout.CVE)));
    }
  }

  private static String seconds(@Nullable Instant instant) {
    return instant == null ? "" : Long.toString(instant.getEpochSecond());
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : split(text, ITEM);
  }

  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var from = 0;
    for (var at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }
}
