package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a document says of one CVE, put together so that statements that differ in product or
/// architecture only become one row.
final class Statements {
  /// Rows of layered products that hold for builds of any major release.
  static final String ANY_MAJOR = "rhel:any";

  /// The first major release whose rows are kept.
  static final int OLDEST_MAJOR = 6;

  private final Map<Said, Map<Cpe, Set<String>>> said = new LinkedHashMap<>();

  /// What is said, but for products and architectures.
  ///
  /// @param module `name:stream`, or null
  /// @param fixed null unless the state is FIXED
  record Said(
      String release,
      Kind kind,
      String packageName,
      @Nullable String module,
      State state,
      @Nullable String detail,
      @Nullable String fixed,
      List<Notice> notices,
      String severity,
      List<Advisory.Cvss> cvss) {}

  /// The release that rows for builds of a major release stand under; null where they are left
  /// out.
  static @Nullable String release(int major) {
    if (major == 0) {
      return ANY_MAJOR;
    }
    return major < OLDEST_MAJOR ? null : "rhel:" + major;
  }

  void add(Said what, Cpe product, @Nullable String arch) {
    var arches =
        said.computeIfAbsent(what, _ -> new LinkedHashMap<>())
            .computeIfAbsent(product, _ -> new TreeSet<>());
    if (arch != null) {
      arches.add(arch);
    }
  }

  /// Gives the rows.
  ///
  /// That a package is not affected is worth a row only where another row of the same document
  /// and release speaks of a missing fix for it: of the same package, or of one of the other
  /// kind, which may be its source or its binary.
  void rows(Issue issue, RedHatFeed feed, FeedSink sink) throws FeedException {
    var links = List.of("https://access.redhat.com/security/cve/" + issue.cve());
    var open = open();
    for (var entry : said.entrySet()) {
      var what = entry.getKey();
      if (what.state() == State.NOT_AFFECTED && !withdraws(what, open)) {
        continue;
      }
      if (what.state() != State.FIXED) {
        sink.publishesUnfixed(what.release());
      }
      for (var group : byArches(entry.getValue()).entrySet()) {
        sink.row(row(what, group.getKey(), group.getValue(), issue, links, feed));
      }
    }
  }

  /// Releases with names, and with kinds, of packages that lack a fix.
  private Set<String> open() {
    var open = new HashSet<String>();
    for (var what : said.keySet()) {
      if (what.state() != State.FIXED && what.state() != State.NOT_AFFECTED) {
        open.add(what.release() + " " + what.packageName());
        open.add(what.release() + "\n" + what.kind());
      }
    }
    return open;
  }

  private static boolean withdraws(Said notAffected, Set<String> open) {
    var other = notAffected.kind() == Kind.BINARY ? Kind.SOURCE : Kind.BINARY;
    return open.contains(notAffected.release() + " " + notAffected.packageName())
        || open.contains(notAffected.release() + "\n" + other);
  }

  private static Map<List<String>, List<Cpe>> byArches(Map<Cpe, Set<String>> products) {
    var groups = new LinkedHashMap<List<String>, List<Cpe>>();
    for (var product : products.entrySet()) {
      groups
          .computeIfAbsent(List.copyOf(product.getValue()), _ -> new ArrayList<>())
          .add(product.getKey());
    }
    return groups;
  }

  private static Advisory row(
      Said what,
      List<String> arches,
      List<Cpe> products,
      Issue issue,
      List<String> links,
      RedHatFeed feed) {
    List<String> modules = what.module() == null ? List.of() : List.of(what.module());
    return new Advisory(
        what.release(),
        what.packageName(),
        what.kind(),
        issue.cve(),
        List.of(),
        what.notices(),
        what.state(),
        what.detail(),
        what.fixed(),
        availability(products),
        what.severity(),
        what.cvss(),
        issue.published(),
        null,
        links,
        issue.summary(),
        false,
        feed.scope(modules, arches, uris(products)),
        "redhat",
        what.notices().isEmpty() ? issue.cve() : what.notices().getFirst().id());
  }

  /// URIs, sorted.
  static List<String> uris(List<Cpe> products) {
    return products.stream().map(Cpe::uri).distinct().sorted().toList();
  }

  /// Fixes that only the extended life cycle support brings.
  static Availability availability(List<Cpe> products) {
    return products.stream().allMatch(Cpe::extendedLife)
        ? Availability.EXTENDED_SUPPORT
        : Availability.PUBLIC;
  }
}
