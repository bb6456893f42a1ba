package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One erratum of AlmaLinux's or Rocky Linux's OSV feed: binary packages, `name:stream` of a
/// module nowhere but in the summary.
public final class ErrataOsv {
  private final String id;
  private final boolean alma;
  private final List<Object> affected = new ArrayList<>();
  private final List<Object> references = new ArrayList<>();
  private final List<Object> severity = new ArrayList<>();
  private List<Object> cves = List.of();
  private String summary = "Important: security update";
  private String published = "2024-01-02T00:00:00Z";
  private String modified = "2024-01-03T00:00:00Z";
  private @Nullable String withdrawn;
  private int major = 8;

  private ErrataOsv(String id, boolean alma) {
    this.id = id;
    this.alma = alma;
  }

  /// For example `ALSA-2022:7821`.
  public static ErrataOsv almaLinux(String id, String... cves) {
    var created = new ErrataOsv(id, true);
    created.cves = List.of((Object[]) cves);
    return created.reference("https://errata.almalinux.org/" + id.replace(':', '-') + ".html");
  }

  /// For example `RLSA-2022:7821`.
  public static ErrataOsv rocky(String id, String... cves) {
    var created = new ErrataOsv(id, false);
    created.cves = List.of((Object[]) cves);
    return created.reference("https://errata.rockylinux.org/" + id);
  }

  /// A fixed binary package, its epoch left out where it is 0 (AlmaLinux) or written (Rocky).
  public ErrataOsv fixed(int major, String name, String version) {
    this.major = major;
    var ecosystem = (alma ? "AlmaLinux:" : "Rocky Linux:") + major;
    affected.add(
        OsvAffected.of(ecosystem, name, alma ? null : "pkg:rpm/rocky-linux/" + name, version));
    return this;
  }

  /// `SEVERITY: words`, for example `Moderate: nodejs:18 security update`.
  public ErrataOsv summary(String summary) {
    this.summary = summary;
    return this;
  }

  public ErrataOsv cvss(String vector) {
    severity.add(Json.object("type", "CVSS_V3", "score", vector));
    return this;
  }

  public ErrataOsv reference(String url) {
    references.add(Json.object("url", url, "type", "ADVISORY"));
    return this;
  }

  /// Both as RFC 3339 says.
  public ErrataOsv dates(String published, String modified) {
    this.published = published;
    this.modified = modified;
    return this;
  }

  public ErrataOsv withdrawn(String when) {
    withdrawn = when;
    return this;
  }

  boolean isAlmaLinux() {
    return alma;
  }

  /// AlmaLinux's archive has a folder a major version, Rocky's none.
  String path() {
    if (!alma) {
      return id + ".json";
    }
    return "advisories/almalinux" + major + "/" + id + ".json";
  }

  /// The record as JSON.
  public byte[] render() {
    return Json.bytes(
        Json.object(
            "schema_version", alma ? null : "1.6.0",
            "id", id,
            "summary", summary,
            "affected", affected,
            "related", alma ? cves : List.of(),
            "upstream", alma ? null : cves,
            "severity", severity.isEmpty() ? null : severity,
            "published", published,
            "modified", modified,
            "withdrawn", withdrawn,
            "details", "Details of " + id,
            "references", references));
  }
}
