package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One CSAF 2.0 VEX document as Red Hat publishes them: products by CPE and components by purl in
/// a tree, products of components in relationships, and the states of those.
///
/// ```java
/// CsafVex.of("CVE-2024-1").severity("Important")
///     .product("AppStream-8", "Red Hat Enterprise Linux AppStream (v. 8)",
///         "cpe:/a:redhat:enterprise_linux:8::appstream")
///     .fixed("AppStream-8", "curl-0:7.61.1-34.el8.x86_64", "RHSA-2024:1")
///     .rhel(7).affected("red_hat_enterprise_linux_7", "curl", "Will not fix");
/// ```
///
/// A component is the name and version of a package (`NAME-EPOCH:VERSION-RELEASE.ARCH`) where it
/// is fixed; elsewhere a name (`curl`), a source package (`curl.src`), or one of a module
/// (`nodejs:18/nodejs`).
public final class CsafVex {
  private final String cve;
  private final VexTree tree = new VexTree();
  private final Map<String, List<Object>> status = new LinkedHashMap<>();
  private final Map<String, List<Object>> fixes = new LinkedHashMap<>();
  private final Map<String, List<Object>> unfixed = new LinkedHashMap<>();
  private final Map<String, List<Object>> impacts = new LinkedHashMap<>();
  private final List<Object> ids = new ArrayList<>();
  private String severity = "Moderate";
  private String title;
  private @Nullable Double score;
  private String vector = "";
  private String released = "2024-01-02T00:00:00+00:00";
  private String lastId = "";

  private CsafVex(String cve) {
    this.cve = cve;
    title = "component: about " + cve;
  }

  public static CsafVex of(String cve) {
    return new CsafVex(cve);
  }

  /// Modules as Red Hat wrote them until mid 2025: products of their own (`pkg:rpmmod/…`), which
  /// are components of a product and have the packages as components. Else they are a qualifier
  /// of the package's purl. To be called first.
  public CsafVex modulesAsProducts() {
    tree.modulesAsProducts();
    return this;
  }

  /// The tree of the documents of 2026: no families, no architectures, versions not in the names.
  /// To be called first.
  public CsafVex flat() {
    tree.flat();
    return this;
  }

  /// The severity of the CVE: `Critical`, `Important`, `Moderate`, `Low`.
  public CsafVex severity(String word) {
    severity = word;
    return this;
  }

  public CsafVex title(String title) {
    this.title = title;
    return this;
  }

  public CsafVex cvss(double score, String vector) {
    this.score = score;
    this.vector = vector;
    return this;
  }

  /// When the document was made, RFC 3339.
  public CsafVex released(String instant) {
    released = instant;
    return this;
  }

  /// A product of the tree.
  public CsafVex product(String id, String name, String cpe) {
    tree.product(id, name, cpe);
    return this;
  }

  /// The product `red_hat_enterprise_linux_N`, as unfixed states name it.
  public CsafVex rhel(int major) {
    return product(
        "red_hat_enterprise_linux_" + major,
        "Red Hat Enterprise Linux " + major,
        "cpe:/o:redhat:enterprise_linux:" + major);
  }

  /// A fixed package outside modules.
  public CsafVex fixed(String product, String nevra, String advisory) {
    return fixed(product, nevra, null, advisory);
  }

  /// A fixed package.
  ///
  /// @param module `NAME:STREAM:VERSION:CONTEXT`
  public CsafVex fixed(String product, String nevra, @Nullable String module, String advisory) {
    var id = tree.fixedComponent(product, nevra, module);
    list(fixes, advisory).add(id);
    return state("fixed", id);
  }

  /// A package without a fix.
  ///
  /// @param words `Affected` and `Fix deferred` (remediation `none_available`), `Will not fix`
  ///     and `Out of support scope` (`no_fix_planned`)
  public CsafVex affected(String product, String component, String words) {
    var id = tree.component(product, component);
    list(unfixed, words).add(id);
    return state("known_affected", id);
  }

  public CsafVex underInvestigation(String product, String component) {
    return state("under_investigation", tree.component(product, component));
  }

  public CsafVex notAffected(String product, String component) {
    return state("known_not_affected", tree.component(product, component));
  }

  /// The severity for the component added last.
  public CsafVex impact(String word) {
    ids.remove(lastId);
    list(impacts, word).add(lastId);
    return this;
  }

  /// Another purl for a component, for example a malformed one; none where it is null.
  public CsafVex purl(String component, @Nullable String purl) {
    tree.purl(component, purl);
    return this;
  }

  private CsafVex state(String word, String id) {
    list(status, word).add(id);
    ids.add(id);
    lastId = id;
    return this;
  }

  private static List<Object> list(Map<String, List<Object>> lists, String key) {
    return lists.computeIfAbsent(key, word -> new ArrayList<>());
  }

  String cve() {
    return cve;
  }

  /// Where the publisher has the document: `2024/cve-2024-1.json`.
  public String path() {
    return cve.split("-", -1)[1] + "/" + fileName();
  }

  String fileName() {
    return cve.toLowerCase(Locale.ROOT) + ".json";
  }

  /// The document as JSON.
  public byte[] render() {
    return Json.bytes(
        Json.object(
            "document",
            document(),
            "product_tree",
            tree.render(),
            "vulnerabilities",
            List.of(vulnerability())));
  }

  private Map<String, Object> document() {
    var tracking =
        Json.object(
            "current_release_date", released,
            "id", cve,
            "initial_release_date", "2024-01-01T00:00:00+00:00",
            "status", "final",
            "version", "3");
    return Json.object(
        "aggregate_severity",
        Json.object(
            "namespace",
            "https://access.redhat.com/security/updates/classification/",
            "text",
            severity),
        "category",
        "csaf_vex",
        "csaf_version",
        "2.0",
        "lang",
        "en",
        "publisher",
        Json.object("category", "vendor", "name", "Red Hat Product Security"),
        "title",
        title,
        "tracking",
        tracking);
  }

  private Map<String, Object> vulnerability() {
    var notes = List.of(Json.object("category", "description", "text", "Details of " + cve));
    return Json.object(
        "cve",
        cve,
        "cwe",
        Json.object("id", "CWE-20", "name", "Improper Input Validation"),
        "discovery_date",
        "2024-01-01T00:00:00+00:00",
        "flags",
        flags(),
        "notes",
        notes,
        "product_status",
        status,
        "references",
        List.of(
            Json.object(
                "category", "self", "url", "https://access.redhat.com/security/cve/" + cve)),
        "release_date",
        "2024-01-01T00:00:00+00:00",
        "remediations",
        remediations(),
        "scores",
        scores(),
        "threats",
        threats(),
        "title",
        title);
  }

  private @Nullable List<Object> flags() {
    var cleared = status.get("known_not_affected");
    return cleared == null
        ? null
        : List.of(Json.object("label", "vulnerable_code_not_present", "product_ids", cleared));
  }

  private @Nullable List<Object> scores() {
    if (score == null) {
      return null;
    }
    var cvss = Json.object("baseScore", score, "vectorString", vector, "version", "3.1");
    var scored = new ArrayList<Object>();
    status.values().forEach(scored::addAll);
    return List.of(Json.object("cvss_v3", cvss, "products", scored));
  }

  private List<Object> threats() {
    var threats = new ArrayList<Object>();
    if (!ids.isEmpty()) {
      threats.add(Json.object("category", "impact", "details", severity, "product_ids", ids));
    }
    impacts.forEach(
        (word, of) ->
            threats.add(Json.object("category", "impact", "details", word, "product_ids", of)));
    return threats;
  }

  private List<Object> remediations() {
    var all = new ArrayList<Object>();
    fixes.forEach(
        (advisory, of) ->
            all.add(
                Json.object(
                    "category", "vendor_fix",
                    "date", "2024-02-01T10:00:00+00:00",
                    "details", "Apply the update.",
                    "product_ids", of,
                    "url", "https://access.redhat.com/errata/" + advisory)));
    unfixed.forEach(
        (words, of) ->
            all.add(Json.object("category", category(words), "details", words, "product_ids", of)));
    return all;
  }

  private static String category(String words) {
    return switch (words) {
      case "Will not fix", "Out of support scope" -> "no_fix_planned";
      default -> "none_available";
    };
  }
}
