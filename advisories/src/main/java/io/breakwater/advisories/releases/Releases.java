package io.breakwater.advisories.releases;

import io.breakwater.advisories.releases.ReleaseFacts.ExtendedSupport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of releases.
///
/// Sources, looked up on 2026-11-21:
/// - Alpine: https://alpinelinux.org/releases/ (branch dates, ends of support).
/// - Debian: https://wiki.debian.org/DebianReleases, https://wiki.debian.org/LTS and
///   https://wiki.debian.org/LTS/Extended, as in the package distro-info-data 0.58+deb12u6.
/// - Ubuntu: https://wiki.ubuntu.com/Releases and https://ubuntu.com/about/release-cycle, as in
///   distro-info-data 0.58+deb12u6; the Legacy add-on lasts until the fifteenth April since
///   Canonical's announcement of 2025-11-13 (the last day of that month is taken).
/// - The rpm family: see [EnterpriseTable].
public final class Releases {
  private static final String LEGACY = "Ubuntu Pro with Legacy add-on";

  private static final Map<String, ReleaseFacts> BY_KEY = table();

  private Releases() {}

  /// Every release, by distribution, oldest first.
  public static List<ReleaseFacts> all() {
    return List.copyOf(BY_KEY.values());
  }

  /// The release with a key such as `debian:12`.
  public static Optional<ReleaseFacts> byKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /// The release of a distribution with a code name; `sid` and `edge` too.
  public static Optional<ReleaseFacts> byCodename(String distribution, String codename) {
    return BY_KEY.values().stream()
        .filter(r -> r.distribution().equals(distribution) && r.codename().equals(codename))
        .findFirst();
  }

  /// The release that an image's release file names.
  ///
  /// - Alpine: `3.20.3` and `3.20` are `alpine:3.20`; `edge`, and snapshots such as
  ///   `3.21_alpha20240807`, are `alpine:edge`.
  /// - Debian: `12` and `12.8` are `debian:12`. Without a version the code name decides: `sid`
  ///   (also `trixie/sid` of `debian_version`) is `debian:sid`, `forky` is `debian:14`.
  /// - Ubuntu: `22.04` and `22.04.5` are `ubuntu:22.04`.
  /// - RHEL, AlmaLinux, Rocky: `8.6` and `8` are `rhel:8`, `almalinux:8`, `rocky:8`.
  /// - CentOS: `7` and `7.9.2009` are `centos:7`; with the code name `stream`, and from 9 on
  ///   always, `centos:stream9`.
  ///
  /// Empty for another distribution, and for a release that the table does not know: nothing
  /// may be guessed from a neighbour.
  ///
  /// @param id `ID` of os-release: `alpine`, `debian`, `ubuntu`, `rhel`, `centos`,
  ///     `almalinux`, `rocky`
  /// @param versionId `VERSION_ID`, may be empty
  /// @param codename `VERSION_CODENAME`, `stream` for CentOS Stream, or null
  public static Optional<ReleaseFacts> find(
      String id, String versionId, @Nullable String codename) {
    return switch (id) {
      case "alpine" -> alpine(versionId, codename);
      case "debian" -> debian(versionId, codename);
      case "ubuntu" -> ubuntu(versionId, codename);
      case "rhel", "almalinux", "rocky" -> byKey(id + ":" + upToDot(versionId, 1));
      case "centos" -> centos(upToDot(versionId, 1), codename);
      default -> Optional.empty();
    };
  }

  private static Optional<ReleaseFacts> alpine(String versionId, @Nullable String codename) {
    if (versionId.equals("edge") || "edge".equals(codename) || versionId.contains("_alpha")) {
      return byKey("alpine:edge");
    }
    return byKey("alpine:" + upToDot(versionId, 2));
  }

  private static Optional<ReleaseFacts> debian(String versionId, @Nullable String codename) {
    if (!versionId.isEmpty() && Character.isDigit(versionId.charAt(0))) {
      return byKey("debian:" + upToDot(versionId, 1));
    }
    var name =
        (codename != null && !codename.isEmpty() ? codename : versionId).toLowerCase(Locale.ROOT);
    if (name.equals("unstable") || name.endsWith("/sid")) {
      return byKey("debian:sid");
    }
    return byCodename("debian", name);
  }

  private static Optional<ReleaseFacts> ubuntu(String versionId, @Nullable String codename) {
    if (!versionId.isEmpty()) {
      return byKey("ubuntu:" + upToDot(versionId, 2));
    }
    return codename == null ? Optional.empty() : byCodename("ubuntu", codename);
  }

  /// CentOS Linux ended with 8, so a later one is a Stream.
  private static Optional<ReleaseFacts> centos(String major, @Nullable String codename) {
    var linux = byKey("centos:" + major);
    var stream = "stream".equalsIgnoreCase(codename) || linux.isEmpty();
    return stream ? byKey("centos:stream" + major) : linux;
  }

  /// The first `parts` numbers of a dotted version.
  private static String upToDot(String version, int parts) {
    var end = -1;
    for (var i = 0; i < parts; i++) {
      end = version.indexOf('.', end + 1);
      if (end < 0) {
        return version;
      }
    }
    return version.substring(0, end);
  }

  private static Map<String, ReleaseFacts> table() {
    var rows = new ArrayList<ReleaseFacts>();
    AlpineTable.fill(rows);
    DebianTable.fill(rows);
    UbuntuTable.fill(rows);
    EnterpriseTable.fill(rows);
    var byKey = new LinkedHashMap<String, ReleaseFacts>();
    for (var row : rows) {
      byKey.put(row.key(), row);
    }
    return byKey;
  }

  private static final class AlpineTable {
    private static final String[] ROWS = {
      // branch, released, end of support
      "3.2 2015-05-26 2017-05-01",
      "3.3 2015-12-18 2017-11-01",
      "3.4 2016-05-31 2018-05-01",
      "3.5 2016-12-22 2018-11-01",
      "3.6 2017-05-24 2019-05-01",
      "3.7 2017-11-30 2019-11-01",
      "3.8 2018-06-26 2020-05-01",
      "3.9 2019-01-29 2020-11-01",
      "3.10 2019-06-19 2021-05-01",
      "3.11 2019-12-19 2021-11-01",
      "3.12 2020-05-29 2022-05-01",
      "3.13 2021-01-14 2022-11-01",
      "3.14 2021-06-15 2023-05-01",
      "3.15 2021-11-24 2023-11-01",
      "3.16 2022-05-23 2024-05-23",
      "3.17 2022-11-22 2024-11-22",
      "3.18 2023-05-09 2025-05-09",
      "3.19 2023-12-07 2025-11-01",
      "3.20 2024-05-22 2026-04-01",
      "3.21 2024-12-05 2026-11-01",
      "3.22 2025-05-30 2027-05-01",
      "3.23 2025-12-03 2027-11-01",
    };

    static void fill(List<ReleaseFacts> rows) {
      for (var row : ROWS) {
        var fields = row.split(" ", -1);
        var name = "Alpine Linux " + fields[0];
        rows.add(facts("alpine", fields[0], "", name, fields[1], fields[2], List.of()));
      }
      rows.add(facts("alpine", "edge", "edge", "Alpine Linux edge", null, null, List.of()));
    }
  }

  private static final class DebianTable {
    private static final String[] ROWS = {
      // number, code name, released, end of standard support, of LTS, of ELTS
      "7 wheezy 2013-05-04 2016-04-25 2018-05-31 2020-06-30",
      "8 jessie 2015-04-26 2018-06-17 2020-06-30 2025-06-30",
      "9 stretch 2017-06-17 2020-07-18 2022-06-30 2027-06-30",
      "10 buster 2019-07-06 2022-09-10 2024-06-30 2029-06-30",
      "11 bullseye 2021-08-14 2024-08-14 2026-08-31 2031-06-30",
      "12 bookworm 2023-06-10 2026-07-11 2028-06-30 2033-06-30",
      "13 trixie 2025-08-09 2028-08-09 2030-06-30 2035-06-30",
    };

    static void fill(List<ReleaseFacts> rows) {
      for (var row : ROWS) {
        var f = row.split(" ", -1);
        var extended =
            List.of(
                new ExtendedSupport("Debian LTS", "Debian LTS team", day(f[4]), false),
                new ExtendedSupport("Debian ELTS", "Freexian", day(f[5]), true));
        var name = "Debian " + f[0] + " (" + f[1] + ")";
        rows.add(facts("debian", f[0], f[1], name, f[2], f[3], extended));
      }
      rows.add(facts("debian", "14", "forky", "Debian testing (forky)", null, null, List.of()));
      rows.add(facts("debian", "sid", "sid", "Debian unstable (sid)", null, null, List.of()));
    }
  }

  private static final class UbuntuTable {
    private static final String[] ROWS = {
      // number, code name, released, end of standard support, of Ubuntu Pro, of Legacy
      "14.04 trusty 2014-04-17 2019-04-25 2024-04-25 2029-04-30",
      "14.10 utopic 2014-10-23 2015-07-23",
      "15.04 vivid 2015-04-23 2016-02-04",
      "15.10 wily 2015-10-22 2016-07-28",
      "16.04 xenial 2016-04-21 2021-04-30 2026-04-23 2031-04-30",
      "16.10 yakkety 2016-10-13 2017-07-20",
      "17.04 zesty 2017-04-13 2018-01-13",
      "17.10 artful 2017-10-19 2018-07-19",
      "18.04 bionic 2018-04-26 2023-05-31 2028-04-26 2033-04-30",
      "18.10 cosmic 2018-10-18 2019-07-18",
      "19.04 disco 2019-04-18 2020-01-23",
      "19.10 eoan 2019-10-17 2020-07-17",
      "20.04 focal 2020-04-23 2025-05-29 2030-04-23 2035-04-30",
      "20.10 groovy 2020-10-22 2021-07-22",
      "21.04 hirsute 2021-04-22 2022-01-20",
      "21.10 impish 2021-10-14 2022-07-14",
      "22.04 jammy 2022-04-21 2027-06-01 2032-04-21 2037-04-30",
      "22.10 kinetic 2022-10-20 2023-07-20",
      "23.04 lunar 2023-04-20 2024-01-25",
      "23.10 mantic 2023-10-12 2024-07-11",
      "24.04 noble 2024-04-25 2029-05-31 2034-04-25 2039-04-30",
      "24.10 oracular 2024-10-10 2025-07-10",
      "25.04 plucky 2025-04-17 2026-01-15",
      "25.10 questing 2025-10-09 2026-07-09",
      "26.04 resolute 2026-04-23 2031-05-29 2036-04-23 2041-04-30",
    };

    static void fill(List<ReleaseFacts> rows) {
      for (var row : ROWS) {
        var f = row.split(" ", -1);
        var lts = f.length > 4;
        List<ExtendedSupport> extended =
            lts
                ? List.of(
                    new ExtendedSupport("Ubuntu Pro (ESM)", "Canonical", day(f[4]), true),
                    new ExtendedSupport(LEGACY, "Canonical", day(f[5]), true))
                : List.of();
        var name = "Ubuntu " + f[0] + (lts ? " LTS (" : " (") + f[1] + ")";
        rows.add(facts("ubuntu", f[0], f[1], name, f[2], f[3], extended));
      }
    }
  }

  private static ReleaseFacts facts(
      String distribution,
      String version,
      String codename,
      String name,
      @Nullable String released,
      @Nullable String until,
      List<ExtendedSupport> extended) {
    return new ReleaseFacts(
        distribution + ":" + version,
        distribution,
        version,
        codename,
        name,
        distribution + ":" + version,
        released == null ? null : day(released),
        null,
        until == null ? null : day(until),
        extended,
        List.of());
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
