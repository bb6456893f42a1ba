package io.breakwater.advisories.releases;

import io.breakwater.advisories.releases.ReleaseFacts.ExtendedSupport;
import io.breakwater.advisories.releases.ReleaseFacts.MinorSupport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The releases of Red Hat Enterprise Linux and of those built from it.
///
/// Sources, looked up on 2026-11-21:
/// - RHEL: https://access.redhat.com/support/policy/updates/errata, as in endoflife.date's
///   product `rhel` (general availability, full support, maintenance support, extended life cycle
///   support); extended update support of minor releases from the same page's planning guides.
/// - CentOS Linux and Stream: https://www.centos.org/cl-vs-cs/ and
///   https://wiki.centos.org/About/Product, as in endoflife.date's `centos` and `centos-stream`.
/// - AlmaLinux: https://wiki.almalinux.org/release-notes/, as in endoflife.date's `almalinux`.
/// - Rocky Linux: https://wiki.rockylinux.org/rocky/version/ (general availability of the first
///   release that was no candidate).
final class EnterpriseTable {
  private static final String RED_HAT = "Red Hat";

  private static final String[] RHEL = {
    // major, released, end of full support, of maintenance, of extended life cycle support
    "6 2010-11-10 2016-05-10 2020-11-30 2024-06-30",
    "7 2014-06-10 2019-08-06 2024-06-30 2028-06-30",
    "8 2019-05-07 2024-05-31 2029-05-31 2032-05-31",
    "9 2022-05-18 2027-05-31 2032-05-31 2035-05-31",
    "10 2025-05-20 2030-05-31 2035-05-31 2038-05-31",
  };

  private static final String[] EXTENDED_UPDATES = {
    // minor, end
    "6.0 2012-11-30",
    "6.1 2013-05-31",
    "6.2 2014-01-07",
    "6.3 2014-06-30",
    "6.4 2015-03-03",
    "6.5 2015-11-30",
    "6.6 2016-10-31",
    "6.7 2018-12-31",
    "7.1 2017-03-31",
    "7.2 2017-11-30",
    "7.3 2018-11-30",
    "7.4 2019-08-31",
    "7.5 2020-04-30",
    "7.6 2021-05-31",
    "7.7 2021-08-30",
    "8.1 2021-11-30",
    "8.2 2022-04-30",
    "8.4 2023-05-31",
    "8.6 2024-05-31",
    "8.8 2025-05-31",
    "9.0 2024-05-31",
    "9.2 2025-05-31",
    "9.4 2026-04-30",
    "9.6 2027-05-31",
    "10.0 2027-05-31",
  };

  private static final String[] REBUILDS = {
    // distribution, version, major whose advisories it uses or -, released, end of full support,
    // end of support
    "centos 6 6 2011-07-10 2017-05-10 2020-11-30",
    "centos 7 7 2014-07-07 2020-08-06 2024-06-30",
    "centos 8 8 2019-09-24 2021-12-31 2021-12-31",
    "centos stream8 8 2019-09-24 2024-05-31 2024-05-31",
    "centos stream9 9 2021-12-03 2027-05-31 2027-05-31",
    "centos stream10 10 2024-12-12 2030-01-01 2030-01-01",
    "almalinux 8 - 2021-03-30 2024-05-01 2029-03-01",
    "almalinux 9 - 2022-05-26 2027-05-31 2032-05-31",
    "almalinux 10 - 2025-05-27 2030-05-31 2035-05-31",
    "rocky 8 - 2021-06-21 2024-05-31 2029-05-31",
    "rocky 9 - 2022-07-14 2027-05-31 2032-05-31",
    "rocky 10 - 2025-06-11 2030-05-31 2035-05-31",
  };

  private EnterpriseTable() {}

  static void fill(List<ReleaseFacts> rows) {
    for (var row : RHEL) {
      var f = row.split(" ", -1);
      var extended =
          new ExtendedSupport(
              "Extended Life Cycle Support (ELS)", RED_HAT, LocalDate.parse(f[4]), true);
      rows.add(
          new ReleaseFacts(
              "rhel:" + f[0],
              "rhel",
              f[0],
              "",
              "Red Hat Enterprise Linux " + f[0],
              "rhel:" + f[0],
              LocalDate.parse(f[1]),
              LocalDate.parse(f[2]),
              LocalDate.parse(f[3]),
              List.of(extended),
              minors(f[0])));
    }
    for (var row : REBUILDS) {
      rows.add(rebuild(row.split(" ", -1)));
    }
  }

  private static List<MinorSupport> minors(String major) {
    var minors = new ArrayList<MinorSupport>();
    for (var row : EXTENDED_UPDATES) {
      var f = row.split(" ", -1);
      if (f[0].startsWith(major + ".")) {
        var name = "Extended Update Support (EUS) of " + f[0];
        minors.add(
            new MinorSupport(
                f[0], new ExtendedSupport(name, RED_HAT, LocalDate.parse(f[1]), true)));
      }
    }
    return minors;
  }

  private static ReleaseFacts rebuild(String[] f) {
    var key = f[0] + ":" + f[1];
    var stream = f[1].startsWith("stream");
    return new ReleaseFacts(
        key,
        f[0],
        f[1],
        stream ? "stream" : "",
        name(f[0], f[1], stream),
        f[2].equals("-") ? key : "rhel:" + f[2],
        LocalDate.parse(f[3]),
        LocalDate.parse(f[4]),
        LocalDate.parse(f[5]),
        List.of(),
        List.of());
  }

  private static String name(String distribution, String version, boolean stream) {
    return switch (distribution) {
      case "centos" ->
          stream
              ? "CentOS Stream " + version.substring("stream".length())
              : "CentOS Linux " + version;
      case "almalinux" -> "AlmaLinux " + version;
      default -> "Rocky Linux " + version;
    };
  }
}
