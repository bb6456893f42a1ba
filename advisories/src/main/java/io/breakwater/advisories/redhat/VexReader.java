package io.breakwater.advisories.redhat;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a VEX document: everything Red Hat says of one CVE.
///
/// Format: CSAF 2.0, profile VEX (https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html
/// sections 3.2 and 4.5) as "Red Hat VEX files for CVEs" describes it,
/// https://security.access.redhat.com/data/csaf/v2/vex/. A document whose tracking status is
/// `deleted` gives no rows.
///
/// Limits: those of [FeedJson]; [ProductTree#IDENTIFIERS] product identifiers. The document is
/// read once from its beginning; its tree and lists stay in memory until its rows are given, the
/// strings once each (about 100 bytes per product, 60 MB for the largest).
final class VexReader {
  private VexReader() {}

  /// What holds for some products.
  static final class Note {
    /// `vendor_fix`, `no_fix_planned`, `none_available`, `impact`, or a score's vector.
    String kind = "";

    String details = "";
    @Nullable String url;
    @Nullable String date;

    /// Numbers of identifiers, sorted.
    int[] products = {};

    boolean covers(int product) {
      return Arrays.binarySearch(products, product) >= 0;
    }
  }

  /// A vulnerability of the document.
  static final class Vulnerability {
    String cve = "";
    String title = "";
    String summary = "";
    @Nullable String released;
    int[] fixed = {};
    int[] affected = {};
    int[] investigated = {};
    int[] notAffected = {};
    final List<Note> remediations = new ArrayList<>();
    final List<Note> impacts = new ArrayList<>();
    final List<Note> scores = new ArrayList<>();
  }

  private static final class Head {
    String id = "";
    String status = "";
    String title = "";
    String severity = "";
    @Nullable String date;
  }

  static void read(InputStream in, String name, RedHatFeed feed, FeedSink sink)
      throws FeedException {
    var head = new Head();
    var tree = new ProductTree();
    var vulnerabilities = new ArrayList<Vulnerability>();
    try (var json = FeedJson.open(in, name)) {
      json.enterRoot();
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "document" -> head(json, head);
          case "product_tree" -> tree.read(json);
          case "vulnerabilities" -> vulnerabilities(json, tree, vulnerabilities);
          default -> json.skip();
        }
      }
    }
    if (!Texts.isCve(head.id)) {
      sink.refused(name, "no CVE: " + Texts.summary(head.id));
      return;
    }
    sink.record();
    feed.dated(RedHatFeed.Kind.VEX, Texts.instant(head.date));
    if (feed.isDeleted(head.id)) {
      sink.unused("deleted VEX document");
    } else if (!feed.replace(head.id)) {
      sink.unused("VEX document of which there is a newer one");
    } else if (head.status.equals("deleted")) {
      sink.unused("deleted VEX document");
    } else {
      for (var vulnerability : vulnerabilities) {
        new VexRows(head.id, head.title, head.severity, tree, vulnerability, feed, sink).give();
      }
    }
  }

  private static void head(FeedJson json, Head head) throws FeedException {
    if (!json.isObject()) {
      return;
    }
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "title" -> head.title = json.word();
        case "aggregate_severity" -> head.severity = json.wordIn("text");
        case "tracking" -> tracking(json, head);
        default -> json.skip();
      }
    }
  }

  private static void tracking(FeedJson json, Head head) throws FeedException {
    if (!json.isObject()) {
      return;
    }
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "id" -> head.id = json.word();
        case "status" -> head.status = json.word();
        case "current_release_date" -> head.date = json.text();
        default -> json.skip();
      }
    }
  }

  private static void vulnerabilities(FeedJson json, ProductTree tree, List<Vulnerability> into)
      throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (json.isObject()) {
        into.add(vulnerability(json, tree));
      }
    }
  }

  private static Vulnerability vulnerability(FeedJson json, ProductTree tree) throws FeedException {
    var v = new Vulnerability();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "cve" -> v.cve = json.word();
        case "title" -> v.title = json.word();
        case "release_date" -> v.released = json.text();
        case "notes" -> v.summary = summary(json);
        case "product_status" -> statuses(json, tree, v);
        case "remediations" -> notes(json, tree, v.remediations);
        case "threats" -> notes(json, tree, v.impacts);
        case "scores" -> notes(json, tree, v.scores);
        default -> json.skip();
      }
    }
    return v;
  }

  /// The note of category `summary`.
  private static String summary(FeedJson json) throws FeedException {
    var summary = "";
    if (json.isArray()) {
      while (json.nextElement()) {
        if (!json.isObject()) {
          continue;
        }
        var category = "";
        var text = "";
        for (var field = json.nextField(); field != null; field = json.nextField()) {
          switch (field) {
            case "category" -> category = json.word();
            case "text" -> text = json.word();
            default -> json.skip();
          }
        }
        if (category.equals("summary") && summary.isEmpty()) {
          summary = text;
        }
      }
    }
    return summary;
  }

  private static void statuses(FeedJson json, ProductTree tree, Vulnerability v)
      throws FeedException {
    if (!json.isObject()) {
      return;
    }
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "fixed" -> v.fixed = numbers(json, tree);
        case "known_affected" -> v.affected = numbers(json, tree);
        case "under_investigation" -> v.investigated = numbers(json, tree);
        case "known_not_affected" -> v.notAffected = numbers(json, tree);
        default -> json.skip();
      }
    }
  }

  /// Remediations, threats and scores, which differ in what is said only.
  private static void notes(FeedJson json, ProductTree tree, List<Note> into) throws FeedException {
    if (!json.isArray()) {
      return;
    }
    while (json.nextElement()) {
      if (!json.isObject()) {
        continue;
      }
      var note = new Note();
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        switch (field) {
          case "category" -> note.kind = json.word();
          case "details" -> note.details = Texts.summary(json.text());
          case "url" -> note.url = json.text();
          case "date" -> note.date = json.text();
          case "cvss_v2", "cvss_v3", "cvss_v4" -> note.kind = json.wordIn("vectorString");
          case "product_ids", "products" -> note.products = numbers(json, tree);
          default -> json.skip();
        }
      }
      // Workarounds are for people.
      if (!note.kind.equals("workaround")) {
        into.add(note);
      }
    }
  }

  private static int[] numbers(FeedJson json, ProductTree tree) throws FeedException {
    var numbers = new int[64];
    var count = 0;
    if (json.isArray()) {
      while (json.nextElement()) {
        var id = json.text();
        if (id != null) {
          if (count == ProductTree.IDENTIFIERS) {
            throw json.malformed("a list of more than " + count + " products");
          }
          if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
          }
          numbers[count++] = tree.number(id, json);
        }
      }
    }
    var all = Arrays.copyOf(numbers, count);
    Arrays.sort(all);
    return all;
  }
}
