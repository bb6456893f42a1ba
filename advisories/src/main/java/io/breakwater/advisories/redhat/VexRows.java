package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.reading.Texts;
import io.breakwater.advisories.redhat.VexReader.Note;
import io.breakwater.advisories.redhat.VexReader.Vulnerability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one vulnerability of a VEX document.
///
/// - `fixed`: binary packages with the version of their package URL; the advisory is that of the
///   remediation `vendor_fix`. Source packages count only where the product has no fixed binary
///   package of that advisory: Red Hat's newer documents name little else.
/// - `known_affected`: remediation `no_fix_planned` is "Will not fix" or "Out of support scope",
///   `none_available` is "Affected" or "Fix deferred".
/// - `under_investigation`, `known_not_affected`: as they say.
/// - Elsewhere a component without architecture is a binary package where the same product also
///   lists source packages (`.src`), else a source package.
final class VexRows {
  private final Issue issue;
  private final ProductTree tree;
  private final Vulnerability vulnerability;
  private final RedHatFeed feed;
  private final FeedSink sink;
  private final Set<Integer> withSources = new HashSet<>();
  private final Map<String, List<Notice>> notices = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  VexRows(
      String cve,
      String title,
      String severity,
      ProductTree tree,
      Vulnerability vulnerability,
      RedHatFeed feed,
      FeedSink sink) {
    var summary = vulnerability.title.isEmpty() ? vulnerability.summary : vulnerability.title;
    this.issue =
        new Issue(
            cve,
            Issue.severity(severity),
            List.of(),
            Texts.summary(summary.isEmpty() ? title : summary),
            Texts.instant(vulnerability.released),
            List.of());
    this.tree = tree;
    this.vulnerability = vulnerability;
    this.feed = feed;
    this.sink = sink;
  }

  /// A package of a product.
  ///
  /// @param source whether it is a source package
  /// @param version with epoch; empty where none is named
  /// @param arch empty where none is named
  private record Part(
      String release,
      Cpe product,
      String name,
      boolean source,
      String version,
      String arch,
      @Nullable String module) {}

  /// Says once what many products repeat.
  private void refuse(String reason) {
    if (refused.add(reason)) {
      sink.refused(issue.cve(), Texts.summary(reason));
    }
  }

  void give() throws FeedException {
    if (!vulnerability.cve.isEmpty() && !vulnerability.cve.equals(issue.cve())) {
      refuse("its vulnerability is " + vulnerability.cve);
      return;
    }
    findSources();
    var statements = new Statements();
    add(vulnerability.fixed, State.FIXED, statements);
    add(vulnerability.affected, State.AFFECTED, statements);
    add(vulnerability.investigated, State.UNDER_INVESTIGATION, statements);
    // The rest withdraws rows of packages that no fix is there for; mostly there are none.
    if (vulnerability.affected.length + vulnerability.investigated.length > 0) {
      add(vulnerability.notAffected, State.NOT_AFFECTED, statements);
    }
    statements.rows(issue, feed, sink);
  }

  private void findSources() {
    for (var id : tree.components()) {
      var place = tree.place(id);
      if (place.product() != null && isSource(place.component())) {
        withSources.add(place.product());
      }
    }
  }

  private boolean isSource(int component) {
    var id = tree.identifier(component);
    var helper = tree.helper(component);
    return id.endsWith(".src") || (helper != null && helper.contains("arch=src"));
  }

  private void add(int[] products, State state, Statements statements) {
    var withBinaries = state == State.FIXED ? withBinaries(products) : Set.of();
    for (var id : products) {
      var part = part(id, state);
      if (part != null && part.source() && withBinaries.contains(fixOf(id))) {
        sink.unused("fixed source package");
      } else if (part != null) {
        var arch = part.source() || part.arch().isEmpty() ? null : part.arch();
        statements.add(said(id, part, state), part.product(), arch);
      }
    }
  }

  /// Products with advisories that bring binary packages.
  private Set<String> withBinaries(int[] fixed) {
    var all = new HashSet<String>();
    for (var id : fixed) {
      if (tree.place(id).product() != null && !isSource(tree.place(id).component())) {
        all.add(fixOf(id));
      }
    }
    return all;
  }

  /// Product and advisory of a fix.
  private String fixOf(int id) {
    var notices = notices(id);
    return tree.place(id).product() + " " + (notices.isEmpty() ? "" : notices.getFirst().id());
  }

  private Statements.Said said(int id, Part part, State state) {
    var remedy = state == State.AFFECTED ? remedy(id) : null;
    var word = remedy != null ? remedy.details : "";
    var exact =
        switch (state) {
          case AFFECTED -> stateOf(remedy);
          default -> state;
        };
    var detail =
        switch (exact) {
          case UNDER_INVESTIGATION -> "under investigation";
          case WILL_NOT_FIX, DEFERRED, END_OF_LIFE -> word.toLowerCase(Locale.ROOT);
          default -> null;
        };
    return new Statements.Said(
        part.release(),
        part.source() ? Kind.SOURCE : Kind.BINARY,
        part.name(),
        part.module(),
        exact,
        detail,
        state == State.FIXED ? part.version() : null,
        state == State.FIXED ? notices(id) : List.of(),
        severity(id),
        scores(id));
  }

  /// The remediation that says why there is no fix.
  private @Nullable Note remedy(int id) {
    for (var note : vulnerability.remediations) {
      var open = note.kind.equals("no_fix_planned") || note.kind.equals("none_available");
      if (open && note.covers(id)) {
        return note;
      }
    }
    return null;
  }

  private static State stateOf(@Nullable Note remedy) {
    if (remedy == null) {
      return State.AFFECTED;
    }
    var known = IssueReader.stateOf(remedy.details);
    if (known != null && known != State.NOT_AFFECTED) {
      return known;
    }
    return remedy.kind.equals("no_fix_planned") ? State.WILL_NOT_FIX : State.AFFECTED;
  }

  private List<Notice> notices(int id) {
    for (var note : vulnerability.remediations) {
      var url = note.url;
      if (note.kind.equals("vendor_fix") && url != null && note.covers(id)) {
        var advisory = url.substring(url.lastIndexOf('/') + 1);
        if (Erratum.isId(advisory)) {
          return notices.computeIfAbsent(
              advisory, _ -> List.of(Erratum.notice(advisory, released(advisory, note))));
        }
      }
    }
    return List.of();
  }

  private java.time.@Nullable Instant released(String advisory, Note note) {
    var day = Texts.instant(note.date);
    return day == null ? feed.erratum(advisory).released() : day;
  }

  private String severity(int id) {
    for (var note : vulnerability.impacts) {
      if (note.kind.equals("impact") && note.covers(id)) {
        var severity = Issue.severity(note.details);
        if (!severity.equals("unknown")) {
          return severity;
        }
      }
    }
    return issue.severity();
  }

  private List<Advisory.Cvss> scores(int id) {
    var vectors = new ArrayList<String>(1);
    for (var note : vulnerability.scores) {
      if (note.covers(id)) {
        vectors.add(note.kind);
      }
    }
    return feed.scores(vectors);
  }

  /// The package that an identifier means; null, and counted, when it is none.
  private @Nullable Part part(int id, State state) {
    var place = tree.place(id);
    var product = place.product();
    if (product == null) {
      sink.unused("product without components");
      return null;
    }
    var uri = tree.helper(product);
    var cpe = uri == null ? null : Cpe.of(uri);
    if (cpe == null) {
      refuse("no CPE of product " + tree.identifier(product));
      return null;
    }
    var helper = tree.helper(place.component());
    return helper == null
        ? byName(place, product, cpe, state)
        : byPackageUrl(helper, place, product, cpe, state);
  }

  private @Nullable Part byPackageUrl(
      String helper, ProductTree.Place place, int product, Cpe cpe, State state) {
    var purl = PackageUrl.parse(helper);
    if (purl == null) {
      refuse("no package URL: " + helper);
      return byName(place, product, cpe, state);
    }
    if (purl.type().equals("rpmmod")) {
      return byName(place, product, cpe, state);
    }
    if (!purl.type().equals("rpm")) {
      sink.unused("component of type " + Texts.summary(purl.type()));
      return null;
    }
    if (!purl.namespace().equals("redhat") || !Texts.isName(purl.name())) {
      sink.unused("package that is not Red Hat's");
      return null;
    }
    // Documents of 2026 give fixed binary packages no architecture.
    var source =
        state == State.FIXED ? isSource(place.component()) : source(place, product, purl.arch());
    if (state == State.FIXED && purl.version().isEmpty()) {
      sink.unused("fix without a version");
      return null;
    }
    var version = purl.version().isEmpty() ? "" : purl.epochVersion();
    if (state == State.FIXED && !Texts.isName(version)) {
      refuse("version of " + helper);
      return null;
    }
    var release = release(cpe, version);
    return release == null
        ? null
        : new Part(
            release, cpe, purl.name(), source, version, purl.arch(), module(purl, place, version));
  }

  private boolean source(ProductTree.Place place, int product, String arch) {
    return isSource(place.component()) || (arch.isEmpty() && !withSources.contains(product));
  }

  private @Nullable String module(PackageUrl purl, ProductTree.Place place, String version) {
    if (!purl.module().isEmpty()) {
      var stream = PackageUrl.streamOf(purl.module());
      if (stream != null) {
        return stream;
      }
      refuse("module " + purl.module());
    }
    if (place.module() != null) {
      return place.module();
    }
    // Unfixed components of modules are named `module:stream/name`.
    var id = tree.identifier(place.component());
    var component = id.indexOf('/') < 0 ? null : Component.of(id).component();
    if (component != null && component.module() != null) {
      return component.module();
    }
    return version.contains(".module") || !purl.module().isEmpty() ? Scope.UNKNOWN_MODULE : null;
  }

  /// Where no package URL says what it is: the identifier as `package_state` would name it.
  private @Nullable Part byName(ProductTree.Place place, int product, Cpe cpe, State state) {
    var id = tree.identifier(place.component());
    var text = id.endsWith(".src") ? id.substring(0, id.length() - 4) : id;
    var meaning = Component.of(text);
    var component = meaning.component();
    if (component == null) {
      sink.unused(meaning.unused());
      return null;
    }
    if (state == State.FIXED) {
      sink.unused("fix without a version");
      return null;
    }
    var release = release(cpe, "");
    var module = component.module() == null ? place.module() : component.module();
    return release == null
        ? null
        : new Part(release, cpe, component.name(), source(place, product, ""), "", "", module);
  }

  private @Nullable String release(Cpe cpe, String version) {
    var major = cpe.major() > 0 ? cpe.major() : Cpe.majorOfVersion(version);
    var release = Statements.release(major);
    if (release == null) {
      sink.unused("release rhel:" + major);
    }
    return release;
  }
}
