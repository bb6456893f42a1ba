package io.breakwater.testkit.feeds;

import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Builds a folder of feeds: `alpine/<branch>/<repository>.json`, `debian/tracker.json`,
/// `debian/DSA.list`, `debian/DLA.list`, `ubuntu/osv-all.tar`, `kev/…json`, `redhat/osv.tar`,
/// `redhat/security-data-cve.tar`, `redhat/vex/cve-….json`, `redhat/repository-to-cpe.json`,
/// `almalinux/osv.tar`, `rocky/osv.tar`; only those that were given rows. Alpine's and KEV's files
/// stay plain, as they are published; the others are packed.
public final class FeedFolderBuilder {
  private static final DateTimeFormatter NOTICE_DATE =
      DateTimeFormatter.ofPattern("dd MMM yyyy", Locale.ENGLISH);

  private final Map<String, Map<String, Map<String, List<Object>>>> alpine = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, Object>>> tracker = new LinkedHashMap<>();
  private final Map<String, String> descriptions = new LinkedHashMap<>();
  private final StringBuilder dsa = new StringBuilder();
  private final StringBuilder dla = new StringBuilder();
  private final List<UbuntuRecord> ubuntu = new ArrayList<>();
  private final EnterpriseFeeds enterprise = new EnterpriseFeeds();
  private final List<Object> kev = new ArrayList<>();
  private final Map<String, byte[]> replaced = new LinkedHashMap<>();
  private final Map<String, Integer> cut = new LinkedHashMap<>();
  private String kevReleased = "2025-01-01T00:00:00.0000Z";

  /// A fix of an Alpine branch (`secfixes`); version `0` for not affected. An identifier may be
  /// several, separated by blanks, as the publisher writes them. No identifier at all makes the
  /// branch known without a row.
  ///
  /// @param branch `v3.20` or `edge`
  /// @param repository `main` or `community`
  public FeedFolderBuilder alpine(
      String branch, String repository, String origin, String fixedVersion, String... ids) {
    alpine
        .computeIfAbsent(branch + "/" + repository, key -> new LinkedHashMap<>())
        .computeIfAbsent(origin, key -> new LinkedHashMap<>())
        .computeIfAbsent(fixedVersion, key -> new ArrayList<>())
        .addAll(List.of(ids));
    return this;
  }

  /// A fix in a Debian release, `resolved`; version `0` for not affected.
  ///
  /// @param release code name, for example `bookworm`
  public FeedFolderBuilder debianFixed(
      String source, String cve, String release, String fixedVersion) {
    return debian(
        source, cve, release, Json.object("status", "resolved", "fixed_version", fixedVersion));
  }

  /// Vulnerable without a fix, `open`.
  public FeedFolderBuilder debianOpen(String source, String cve, String release) {
    return debian(source, cve, release, Json.object("status", "open"));
  }

  /// Vulnerable, and no notice will come.
  ///
  /// @param word `ignored`, `postponed`, or empty for neither
  public FeedFolderBuilder debianNoDsa(
      String source, String cve, String release, String nodsa, String word) {
    return debian(
        source, cve, release, Json.object("status", "open", "nodsa", nodsa, "nodsa_reason", word));
  }

  /// A row with these fields; `repositories` and `urgency` are added where they are lacking.
  public FeedFolderBuilder debian(
      String source, String cve, String release, Map<String, Object> fields) {
    var row = new LinkedHashMap<String, Object>(fields);
    row.putIfAbsent("repositories", Json.object(release, "0"));
    row.putIfAbsent("urgency", "not yet assigned");
    debianReleases(source, cve).put(release, row);
    return this;
  }

  public FeedFolderBuilder debianDescription(String source, String cve, String description) {
    debianReleases(source, cve);
    descriptions.put(source + "/" + cve, description);
    return this;
  }

  /// A notice of `DSA.list`; put the newest first, as the publisher does.
  public FeedFolderBuilder dsa(
      String id, LocalDate day, String source, String release, String fixed, String... cves) {
    return notice(dsa, id, day, source, release, fixed, cves);
  }

  /// A notice of `DLA.list`.
  public FeedFolderBuilder dla(
      String id, LocalDate day, String source, String release, String fixed, String... cves) {
    return notice(dla, id, day, source, release, fixed, cves);
  }

  public FeedFolderBuilder ubuntu(UbuntuRecord osvRecord) {
    ubuntu.add(osvRecord);
    return this;
  }

  public FeedFolderBuilder redHat(RedHatOsv advisory) {
    enterprise.advisories.add(advisory);
    return this;
  }

  public FeedFolderBuilder redHat(RedHatCve cve) {
    enterprise.cves.add(cve);
    return this;
  }

  public FeedFolderBuilder redHat(CsafVex document) {
    enterprise.documents.add(document);
    return this;
  }

  /// A repository's products, `cpe:/a:redhat:enterprise_linux:8::appstream`.
  public FeedFolderBuilder repository(String id, String... cpes) {
    enterprise.repositories.put(
        id, Json.object("cpes", List.of(cpes), "repo_relative_urls", List.of("content/" + id)));
    return this;
  }

  /// An erratum of AlmaLinux or Rocky Linux.
  public FeedFolderBuilder errata(ErrataOsv erratum) {
    enterprise.errata.add(erratum);
    return this;
  }

  /// A known exploited vulnerability.
  public FeedFolderBuilder kev(String cve, LocalDate added) {
    kev.add(
        Json.object(
            "cveID",
            cve,
            "vendorProject",
            "Vendor",
            "product",
            "Product",
            "vulnerabilityName",
            "Name of " + cve,
            "dateAdded",
            added.toString(),
            "shortDescription",
            "about " + cve,
            "requiredAction",
            "Apply updates.",
            "dueDate",
            added.plusDays(21).toString(),
            "knownRansomwareCampaignUse",
            "Unknown",
            "notes",
            "",
            "cwes",
            List.of()));
    return this;
  }

  public FeedFolderBuilder kevReleased(String instant) {
    kevReleased = instant;
    return this;
  }

  /// These bytes (packed like the others) instead of a file's own, for example for
  /// `debian/tracker.json`.
  public FeedFolderBuilder replace(String file, byte[] content) {
    replaced.put(file, content.clone());
    return this;
  }

  /// Ends a file, as it lies there, after so many bytes.
  public FeedFolderBuilder cut(String file, int length) {
    cut.put(file, length);
    return this;
  }

  /// Writes the folder.
  public Path writeTo(Path dir, Packing packing) {
    alpine.forEach(
        (file, packages) ->
            write(dir, "alpine/" + file + ".json", Packing.NONE, secdb(file, packages)));
    if (!tracker.isEmpty() || replaced.containsKey("debian/tracker.json")) {
      write(dir, "debian/tracker.json", packing, trackerDocument());
    }
    if (!dsa.isEmpty()) {
      write(dir, "debian/DSA.list", packing, utf8(dsa));
    }
    if (!dla.isEmpty()) {
      write(dir, "debian/DLA.list", packing, utf8(dla));
    }
    if (!ubuntu.isEmpty()) {
      var tar = new LayerBuilder().dir("osv").dir("osv/cve");
      ubuntu.forEach(osv -> tar.file(osv.path(), osv.render()));
      write(dir, "ubuntu/osv-all.tar", packing, tar.tar());
    }
    enterprise.each((file, content) -> write(dir, file, packing, content));
    if (!kev.isEmpty()) {
      write(dir, "kev/known_exploited_vulnerabilities.json", Packing.NONE, kevCatalogue());
    }
    return dir;
  }

  private void write(Path dir, String file, Packing packing, byte[] content) {
    var packed = packing.pack(replaced.getOrDefault(file, content));
    var length = cut.get(file);
    var path = dir.resolve(file + packing.suffix());
    try {
      Files.createDirectories(path.getParent());
      Files.write(path, length == null ? packed : Arrays.copyOf(packed, length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] secdb(String file, Map<String, Map<String, List<Object>>> packages) {
    var slash = file.indexOf('/');
    var list = new ArrayList<Object>();
    packages.forEach(
        (name, fixes) ->
            list.add(Json.object("pkg", Json.object("name", name, "secfixes", fixes))));
    return Json.bytes(
        Json.object(
            "apkurl",
            "{{urlprefix}}/{{distroversion}}/{{reponame}}/{{arch}}/{{pkg.name}}.apk",
            "archs",
            List.of("aarch64", "x86_64"),
            "reponame",
            file.substring(slash + 1),
            "urlprefix",
            "https://dl-cdn.alpinelinux.org/alpine",
            "distroversion",
            file.substring(0, slash),
            "packages",
            list));
  }

  private byte[] kevCatalogue() {
    return Json.bytes(
        Json.object(
            "title",
            "CISA Catalog of Known Exploited Vulnerabilities",
            "catalogVersion",
            "2025.01.01",
            "dateReleased",
            kevReleased,
            "count",
            kev.size(),
            "vulnerabilities",
            kev));
  }

  private Map<String, Object> debianReleases(String source, String cve) {
    return tracker
        .computeIfAbsent(source, key -> new LinkedHashMap<>())
        .computeIfAbsent(cve, key -> new LinkedHashMap<>());
  }

  private byte[] trackerDocument() {
    var document = new LinkedHashMap<String, Object>();
    tracker.forEach(
        (source, cves) -> {
          var entries = new LinkedHashMap<String, Object>();
          cves.forEach(
              (cve, releases) -> {
                var description = descriptions.get(source + "/" + cve);
                entries.put(cve, Json.object("description", description, "releases", releases));
              });
          document.put(source, entries);
        });
    return Json.bytes(document);
  }

  private FeedFolderBuilder notice(
      StringBuilder list,
      String id,
      LocalDate day,
      String source,
      String release,
      String fixed,
      String... cves) {
    list.append('[').append(NOTICE_DATE.format(day)).append("] ").append(id).append(' ');
    list.append(source).append(" - security update\n");
    if (cves.length > 0) {
      list.append("\t{").append(String.join(" ", cves)).append("}\n");
    }
    list.append("\t[").append(release).append("] - ").append(source).append(' ');
    list.append(fixed).append('\n');
    return this;
  }

  private static byte[] utf8(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
