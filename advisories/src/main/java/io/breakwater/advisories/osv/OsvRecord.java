package io.breakwater.advisories.osv;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of the OSV schema (1.7, https://ossf.github.io/osv-schema/) as far as distributions'
/// feeds use it. `versions` and `binaries` are skipped: the events say all that a comparison by
/// version needs.
///
/// Limits: those of [FeedJson]; the whole record lies in memory, the largest published ones have
/// a few MB.
///
/// @param related identifiers that distributions put their CVEs or notices in, as are `aliases`
///     and `upstream`
/// @param links addresses of `references`
public record OsvRecord(
    String id,
    String summary,
    @Nullable String details,
    List<String> aliases,
    List<String> upstream,
    List<String> related,
    List<Severity> severities,
    @Nullable Instant published,
    @Nullable Instant modified,
    boolean withdrawn,
    List<Affected> affected,
    List<String> links) {

  /// A score, or a word of the distribution's own.
  public record Severity(String type, String score) {}

  /// One package in one ecosystem.
  ///
  /// @param fixed version of the last fix; null when there is none
  /// @param fixes number of fix events
  /// @param cves the CVEs that a notice says concern this package
  /// @param problem what of it was not understood
  public record Affected(
      String ecosystem,
      String packageName,
      @Nullable String fixed,
      int fixes,
      List<String> cves,
      @Nullable String problem) {}

  public OsvRecord {
    aliases = List.copyOf(aliases);
    upstream = List.copyOf(upstream);
    related = List.copyOf(related);
    severities = List.copyOf(severities);
    affected = List.copyOf(affected);
    links = List.copyOf(links);
  }

  /// The CVEs that the record names, each once, in its order: distributions put them in
  /// `upstream`, `related` or `aliases`.
  public List<String> cves() {
    var cves = new LinkedHashSet<String>();
    for (var ids : List.of(upstream, related, aliases)) {
      for (var id : ids) {
        if (Texts.isCve(id)) {
          cves.add(id);
        }
      }
    }
    return List.copyOf(cves);
  }

  /// Reads one record.
  ///
  /// @param name of the file, for errors
  public static OsvRecord read(InputStream in, String name) throws FeedException {
    try (var json = FeedJson.open(in, name)) {
      return parse(json);
    }
  }

  private static OsvRecord parse(FeedJson json) throws FeedException {
    json.enterRoot();
    var b = new Builder();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "id" -> b.id = orEmpty(json.text());
        case "summary" -> b.summary = orEmpty(json.text());
        case "details" -> b.details = json.text();
        case "aliases" -> b.aliases = json.texts();
        case "upstream" -> b.upstream = json.texts();
        case "related" -> b.related = json.texts();
        case "published" -> b.published = Texts.instant(json.text());
        case "modified" -> b.modified = Texts.instant(json.text());
        case "withdrawn" -> b.withdrawn = json.text() != null;
        case "severity" -> severities(json, b.severities);
        case "affected" -> affected(json, b.affected);
        case "references" -> references(json, b.links);
        default -> json.skip();
      }
    }
    return b.build();
  }

  private static final class Builder {
    String id = "";
    String summary = "";
    @Nullable String details;
    List<String> aliases = List.of();
    List<String> upstream = List.of();
    List<String> related = List.of();
    final List<Severity> severities = new ArrayList<>();
    @Nullable Instant published;
    @Nullable Instant modified;
    boolean withdrawn;
    final List<Affected> affected = new ArrayList<>();
    final List<String> links = new ArrayList<>();

    OsvRecord build() {
      return new OsvRecord(
          id,
          summary,
          details,
          aliases,
          upstream,
          related,
          severities,
          published,
          modified,
          withdrawn,
          affected,
          links);
    }
  }

  private static void severities(FeedJson json, List<Severity> into) throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (!json.isObject()) {
        continue;
      }
      var type = "";
      var score = "";
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "type" -> type = orEmpty(json.text());
          case "score" -> score = orEmpty(json.text());
          default -> json.skip();
        }
      }
      into.add(new Severity(type, score));
    }
  }

  private static void references(FeedJson json, List<String> into) throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (json.isObject()) {
        for (var field = json.nextField(); field != null; field = json.nextField()) {
          if (field.equals("url")) {
            into.add(orEmpty(json.text()));
          } else {
            json.skip();
          }
        }
      }
    }
  }

  private static void affected(FeedJson json, List<Affected> into) throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (json.isObject()) {
        into.add(oneAffected(json));
      }
    }
  }

  private static Affected oneAffected(FeedJson json) throws FeedException {
    var name = new String[] {"", ""};
    var events = new Events();
    List<String> cves = List.of();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "package" -> packageOf(json, name);
        case "ranges" -> events.ranges(json);
        case "database_specific" -> cves = cvesOf(json);
        default -> json.skip();
      }
    }
    return new Affected(name[0], name[1], events.fixed, events.fixes, cves, events.problem);
  }

  private static void packageOf(FeedJson json, String[] into) throws FeedException {
    if (!json.isObject()) {
      return;
    }
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "ecosystem" -> into[0] = orEmpty(json.text());
        case "name" -> into[1] = orEmpty(json.text());
        default -> json.skip();
      }
    }
  }

  /// `{"cves_map": {"cves": [{"id": "CVE-…"}]}}` of notices.
  private static List<String> cvesOf(FeedJson json) throws FeedException {
    var cves = new ArrayList<String>();
    if (!json.isObject()) {
      return cves;
    }
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      if (field.equals("cves_map") && json.isObject()) {
        for (var inner = json.nextField(); inner != null; inner = json.nextField()) {
          if (inner.equals("cves") && json.isArray()) {
            ids(json, cves);
          } else if (!inner.equals("cves")) {
            json.skip();
          }
        }
      } else if (!field.equals("cves_map")) {
        json.skip();
      }
    }
    return cves;
  }

  private static void ids(FeedJson json, List<String> into) throws FeedException {
    while (json.nextElement()) {
      if (json.isObject()) {
        for (var field = json.nextField(); field != null; field = json.nextField()) {
          if (field.equals("id")) {
            into.add(orEmpty(json.text()));
          } else {
            json.skip();
          }
        }
      }
    }
  }

  /// The events of all ranges, in order. The distributions write `introduced` 0; another one,
  /// like several fixes, would mean versions in between that are not affected, which rows
  /// cannot say: the last fix is taken, so that nothing vulnerable is called fixed.
  private static final class Events {
    @Nullable String fixed;
    int fixes;
    @Nullable String problem;

    void ranges(FeedJson json) throws FeedException {
      if (!json.isArray()) {
        return;
      }
      while (json.nextElement()) {
        if (json.isObject()) {
          for (var field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("events") && json.isArray()) {
              events(json);
            } else if (!field.equals("events")) {
              json.skip();
            }
          }
        }
      }
    }

    private void events(FeedJson json) throws FeedException {
      // Introduced again behind a fix: affected until the next one.
      while (json.nextElement()) {
        if (!json.isObject()) {
          continue;
        }
        for (var field = json.nextField(); field != null; field = json.nextField()) {
          var version = orEmpty(json.text());
          switch (field) {
            case "introduced" -> fixed = null;
            case "fixed" -> {
              if (Texts.isName(version)) {
                fixed = version;
                fixes++;
              } else {
                problem = "a fix without a version";
              }
            }
            default -> problem = "event " + Texts.summary(field);
          }
        }
      }
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
