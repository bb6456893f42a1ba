package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record of Ubuntu's OSV feed (OSV schema 1.7, `UBUNTU-CVE-*` and `USN-*`).
public final class UbuntuRecord {
  private final String id;
  private final List<Object> upstream = new ArrayList<>();
  private final List<Object> related = new ArrayList<>();
  private final List<Object> severity = new ArrayList<>();
  private final List<Object> affected = new ArrayList<>();
  private final List<Object> references = new ArrayList<>();
  private String details = "";
  private String published = "2024-01-02T00:00:00Z";
  private String modified = "2024-01-03T00:00:00Z";
  private @Nullable String withdrawn;

  private UbuntuRecord(String id) {
    this.id = id;
  }

  /// A record `UBUNTU-CVE-…` of a CVE.
  public static UbuntuRecord cve(String cve) {
    var created = new UbuntuRecord("UBUNTU-" + cve);
    created.upstream.add(cve);
    return created;
  }

  /// A record of a notice, with the CVEs that it fixes.
  public static UbuntuRecord notice(String usn, String... cves) {
    var created = new UbuntuRecord(usn);
    created.upstream.addAll(List.of(cves));
    return created;
  }

  /// A fix.
  ///
  /// @param ecosystem for example `Ubuntu:22.04:LTS` or `Ubuntu:Pro:16.04:LTS`
  public UbuntuRecord fixed(String ecosystem, String source, String version) {
    return affected(
        ecosystem, source, Json.object("introduced", "0"), Json.object("fixed", version));
  }

  /// Vulnerable, without a fix.
  public UbuntuRecord unfixed(String ecosystem, String source) {
    return affected(ecosystem, source, Json.object("introduced", "0"));
  }

  /// `critical`, `high`, `medium`, `low`, `negligible`, `untriaged`.
  public UbuntuRecord priority(String priority) {
    severity.add(Json.object("type", "Ubuntu", "score", priority));
    return this;
  }

  /// A CVSS 3 vector.
  public UbuntuRecord cvss(String vector) {
    severity.add(Json.object("type", "CVSS_V3", "score", vector));
    return this;
  }

  /// A notice that speaks of this CVE.
  public UbuntuRecord usn(String usn) {
    related.add(usn);
    var url = "https://ubuntu.com/security/notices/" + usn;
    references.add(Json.object("type", "ADVISORY", "url", url));
    return this;
  }

  public UbuntuRecord details(String details) {
    this.details = details;
    return this;
  }

  /// Both as RFC 3339 says.
  public UbuntuRecord dates(String published, String modified) {
    this.published = published;
    this.modified = modified;
    return this;
  }

  public UbuntuRecord withdrawn(String when) {
    withdrawn = when;
    return this;
  }

  String id() {
    return id;
  }

  /// Where the live archive has the record: `osv/cve/2024/UBUNTU-CVE-2024-1.json`.
  String path() {
    if (id.startsWith("USN-")) {
      return "osv/usn/" + id + ".json";
    }
    return "osv/cve/" + id.split("-", -1)[2] + "/" + id + ".json";
  }

  /// The record as JSON.
  public byte[] render() {
    return Json.bytes(
        Json.object(
            "schema_version", "1.7.0",
            "id", id,
            "details", details,
            "aliases", List.of(),
            "upstream", upstream,
            "related", related,
            "severity", severity,
            "published", published,
            "modified", modified,
            "withdrawn", withdrawn,
            "affected", affected,
            "references", references));
  }

  private UbuntuRecord affected(String ecosystem, String source, Object... events) {
    var pro = ecosystem.startsWith("Ubuntu:Pro:");
    var availability =
        pro ? "Available with Ubuntu Pro: https://ubuntu.com/pro" : "No subscription required";
    Map<String, Object> named =
        Json.object(
            "ecosystem", ecosystem,
            "name", source,
            "purl", "pkg:deb/ubuntu/" + source + "?arch=source");
    affected.add(
        Json.object(
            "package", named,
            "ranges", List.of(Json.object("type", "ECOSYSTEM", "events", List.of(events))),
            "ecosystem_specific", Json.object("availability", availability)));
    return this;
  }
}
