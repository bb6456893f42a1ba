package io.breakwater.advisories.kev;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Reads CISA's catalogue of known exploited vulnerabilities.
///
/// Schema: `known_exploited_vulnerabilities_schema.json` at cisa.gov. Taken are `dateReleased`
/// and of each of `vulnerabilities`: `cveID`, `dateAdded`, `dueDate`.
public final class KevReader {
  private KevReader() {}

  public static void read(InputStream in, String name, FeedSink sink) throws FeedException {
    try (var json = FeedJson.open(in, name)) {
      json.enterRoot();
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "dateReleased" -> {
            var released = Texts.instant(json.text());
            if (released != null) {
              sink.dated(released);
            }
          }
          case "vulnerabilities" -> {
            if (json.isArray()) {
              while (json.nextElement()) {
                entry(json, sink);
              }
            }
          }
          default -> json.skip();
        }
      }
    }
  }

  private static void entry(FeedJson json, FeedSink sink) throws FeedException {
    if (!json.isObject()) {
      sink.refused("vulnerabilities", "an entry is no object");
      return;
    }
    String cve = null;
    LocalDate added = null;
    LocalDate due = null;
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "cveID" -> cve = json.text();
        case "dateAdded" -> added = date(json.text());
        case "dueDate" -> due = date(json.text());
        default -> json.skip();
      }
    }
    if (cve == null || !Texts.isName(cve)) {
      sink.refused("vulnerabilities", "an entry without cveID");
    } else if (added == null) {
      sink.refused(cve, "dateAdded is missing or no date");
    } else {
      sink.record();
      sink.exploited(new FeedSink.Exploited(cve, added, due));
    }
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
