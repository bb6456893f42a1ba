package io.breakwater.advisories.redhat;

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
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads an advisory of Red Hat's OSV export: RHSA, RHBA or RHEA.
///
/// Format: [OsvRecord]; https://security.access.redhat.com/data/osv/. The ecosystem is `Red Hat:`
/// and the product from its name on (`Red Hat:enterprise_linux:8::appstream`); package names are
/// those of binary packages; fixed versions carry their epoch; `related` lists the CVEs.
///
/// - Packages that are fixed by the same version in several products become one row for each
///   CVE, so does every severity.
/// - The record names no architecture and no module. A version with `.module` in it is of a
///   module: of those that the Security Data files say the advisory holds, else of those that
///   its summary names, else of an unknown one.
final class AdvisoryReader {
  private static final String ECOSYSTEM = "Red Hat:";
  private static final String CLASSIFICATION =
      "https://access.redhat.com/security/updates/classification/#";

  private AdvisoryReader() {}

  /// A build that fixes the advisory's issues.
  ///
  /// @param products in which it is published
  private record Build(
      String release, String packageName, String version, boolean modular, List<Cpe> products) {}

  /// What makes a build.
  private record BuildKey(String release, String packageName, String version) {}

  /// What the rows of a build share.
  private record Part(Build build, Scope scope, Availability availability, String severity) {}

  static void read(InputStream in, String name, RedHatFeed feed, FeedSink sink)
      throws FeedException {
    var record = OsvRecord.read(in, name);
    if (!Erratum.isId(record.id())) {
      sink.refused(name, "no advisory of Red Hat's: " + Texts.summary(record.id()));
      return;
    }
    sink.record();
    feed.erratum(record.id()).read();
    feed.dated(RedHatFeed.Kind.ADVISORY, record.modified());
    if (record.withdrawn()) {
      sink.unused("withdrawn record");
      return;
    }
    var cves = record.cves();
    if (cves.isEmpty()) {
      sink.unused("advisory without CVE");
      return;
    }
    var builds = builds(record, sink);
    if (!builds.isEmpty()) {
      new Rows(record, builds, feed, sink).give(cves);
    }
  }

  private static List<Build> builds(OsvRecord record, FeedSink sink) {
    var builds = new LinkedHashMap<BuildKey, List<Cpe>>();
    for (var affected : record.affected()) {
      var key = build(record, affected, sink);
      if (key != null) {
        var product = affected.ecosystem().substring(ECOSYSTEM.length());
        var cpe = Cpe.ofProduct(product);
        var products = builds.computeIfAbsent(key, _ -> new ArrayList<>());
        if (cpe != null && !products.contains(cpe)) {
          products.add(cpe);
        }
      }
    }
    var all = new ArrayList<Build>(builds.size());
    builds.forEach(
        (key, products) ->
            all.add(
                new Build(
                    key.release(),
                    key.packageName(),
                    key.version(),
                    key.version().contains(".module"),
                    products)));
    return all;
  }

  private static @Nullable BuildKey build(
      OsvRecord record, OsvRecord.Affected affected, FeedSink sink) {
    var fixed = affected.fixed();
    var product =
        affected.ecosystem().startsWith(ECOSYSTEM)
            ? Cpe.ofProduct(affected.ecosystem().substring(ECOSYSTEM.length()))
            : null;
    if (product == null || fixed == null || !Texts.isName(affected.packageName())) {
      var problem = affected.problem() == null ? "no fix, package or product" : affected.problem();
      sink.refused(record.id(), Texts.summary(affected.packageName() + ": " + problem));
      return null;
    }
    var major = product.major() > 0 ? product.major() : Cpe.majorOfVersion(fixed);
    var release = Statements.release(major);
    if (release == null) {
      sink.unused("release rhel:" + major);
      return null;
    }
    return new BuildKey(release, affected.packageName(), fixed);
  }

  /// The rows of one advisory.
  private static final class Rows {
    private final OsvRecord record;
    private final List<Build> builds;
    private final RedHatFeed feed;
    private final FeedSink sink;
    private final List<Notice> notices;
    private final List<String> modules;
    private final String severity;

    /// The rows' parts where every product has the severity of the issue.
    private final List<Part> parts;

    Rows(OsvRecord record, List<Build> builds, RedHatFeed feed, FeedSink sink) {
      this.record = record;
      this.builds = builds;
      this.feed = feed;
      this.sink = sink;
      var erratum = feed.erratum(record.id());
      var released = erratum.released() == null ? record.published() : erratum.released();
      this.notices = List.of(Erratum.notice(record.id(), released));
      this.modules = modules(erratum, record);
      this.severity = ownSeverity(record);
      this.parts = builds.stream().map(build -> part(build, build.products(), "")).toList();
    }

    private static List<String> modules(Erratum erratum, OsvRecord record) {
      if (!erratum.modules().isEmpty()) {
        return erratum.modules();
      }
      var words = ModuleWords.in(record.summary());
      return words.isEmpty() ? List.of(Scope.UNKNOWN_MODULE) : words;
    }

    private Part part(Build build, List<Cpe> products, String severityOfPart) {
      var scope =
          feed.scope(build.modular() ? modules : List.of(), List.of(), Statements.uris(products));
      return new Part(build, scope, Statements.availability(products), severityOfPart);
    }

    void give(List<String> cves) throws FeedException {
      for (var cve : cves) {
        if (feed.isReplaced(cve)) {
          sink.unused("fix of a CVE that a VEX document speaks of");
          continue;
        }
        var known = feed.issue(cve);
        var issue = known == null ? unknown(cve, cves.size()) : known;
        if (issue.hasImpactsOf(record.id())) {
          rows(issue, bySeverity(issue), "");
        } else {
          rows(issue, parts, issue.severity().equals("unknown") ? severity : issue.severity());
        }
      }
    }

    /// Products in which the advisory gives the issue another severity have rows of their own.
    private List<Part> bySeverity(Issue issue) {
      var all = new ArrayList<Part>();
      for (var build : builds) {
        Map<String, List<Cpe>> bySeverity = new LinkedHashMap<>();
        for (var product : build.products()) {
          bySeverity
              .computeIfAbsent(
                  issue.severityIn(record.id(), product, severity), _ -> new ArrayList<>())
              .add(product);
        }
        bySeverity.forEach((word, products) -> all.add(part(build, products, word)));
      }
      return all;
    }

    /// Without the issue's own file, the advisory says what it can.
    private Issue unknown(String cve, int issues) {
      var vectors = new LinkedHashSet<String>();
      // The advisory's score is that of its worst issue.
      if (issues == 1) {
        record.severities().forEach(score -> vectors.add(score.score()));
      }
      return new Issue(
          cve,
          "unknown",
          feed.scores(List.copyOf(vectors)),
          Texts.summary(record.summary()),
          null,
          List.of());
    }

    private void rows(Issue issue, List<Part> all, String severityOfAll) throws FeedException {
      var links = List.of("https://access.redhat.com/security/cve/" + issue.cve());
      for (var part : all) {
        var build = part.build();
        sink.row(
            new Advisory(
                build.release(),
                build.packageName(),
                Kind.BINARY,
                issue.cve(),
                List.of(),
                notices,
                State.FIXED,
                null,
                build.version(),
                part.availability(),
                severityOfAll.isEmpty() ? part.severity() : severityOfAll,
                issue.cvss(),
                issue.published(),
                null,
                links,
                issue.summary(),
                false,
                part.scope(),
                "redhat",
                record.id()));
      }
    }
  }

  private static String ownSeverity(OsvRecord record) {
    for (var link : record.links()) {
      if (link.startsWith(CLASSIFICATION)) {
        return Issue.severity(link.substring(CLASSIFICATION.length()));
      }
    }
    return "unknown";
  }
}
