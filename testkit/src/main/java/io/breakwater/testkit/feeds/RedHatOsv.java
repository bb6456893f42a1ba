package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;

/// One advisory of Red Hat's OSV feed (OSV schema 1.6, `RHSA-*`, `RHBA-*`, `RHEA-*`): binary
/// packages, the product as a CPE without `cpe:/x:redhat:` in the ecosystem.
public final class RedHatOsv {
  private final String id;
  private final List<Object> affected = new ArrayList<>();
  private final List<Object> references = new ArrayList<>();
  private final List<Object> severity = new ArrayList<>();
  private List<Object> related = List.of();
  private String summary;
  private String published = "2024-01-02T00:00:00Z";
  private String modified = "2024-01-03T00:00:00Z";

  private RedHatOsv(String id) {
    this.id = id;
    summary = "Red Hat Security Advisory: security update";
    references.add(reference("ADVISORY", "https://access.redhat.com/errata/" + id));
  }

  /// For example `RHSA-2023:4536`.
  public static RedHatOsv of(String id, String... cves) {
    var created = new RedHatOsv(id);
    created.related = List.of((Object[]) cves);
    return created;
  }

  /// A fixed binary package.
  ///
  /// @param product for example `enterprise_linux:8::appstream` or `rhel_eus:8.6::baseos`
  /// @param version with epoch, `1:18.16.1-1.module+el8.8.0+19438+94e84959`
  public RedHatOsv fixed(String product, String name, String version) {
    affected.add(OsvAffected.of("Red Hat:" + product, name, "pkg:rpm/redhat/" + name, version));
    return this;
  }

  /// The words behind `Red Hat Security Advisory: `.
  public RedHatOsv summary(String words) {
    summary = "Red Hat Security Advisory: " + words;
    return this;
  }

  /// `critical`, `important`, `moderate`, `low`: the advisory's own classification.
  public RedHatOsv severity(String word) {
    var url = "https://access.redhat.com/security/updates/classification/#" + word;
    references.add(reference("ARTICLE", url));
    return this;
  }

  /// A CVSS 3 vector.
  public RedHatOsv cvss(String vector) {
    severity.add(Json.object("type", "CVSS_V3", "score", vector));
    return this;
  }

  /// Both as RFC 3339 says.
  public RedHatOsv dates(String published, String modified) {
    this.published = published;
    this.modified = modified;
    return this;
  }

  /// Where the archive has the record: `RHSA/2023/RHSA-2023:4536.json`.
  String path() {
    return id.substring(0, 4) + "/" + id.substring(5, 9) + "/" + id + ".json";
  }

  /// The record as JSON.
  public byte[] render() {
    return Json.bytes(
        Json.object(
            "schema_version", "1.6.0",
            "id", id,
            "modified", modified,
            "published", published,
            "related", related,
            "summary", summary,
            "severity", severity.isEmpty() ? null : severity,
            "affected", affected,
            "references", references));
  }

  private static Object reference(String type, String url) {
    return Json.object("type", type, "url", url);
  }
}
