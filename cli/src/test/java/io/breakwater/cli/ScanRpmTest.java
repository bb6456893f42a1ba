package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmSqlite;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images of the rpm family, end to end.
class ScanRpmTest {
  private static final String RED_HAT = "Red Hat, Inc.";
  private static final String DAY = "2024-02-28T00:00:00Z";

  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    var feeds = folder.resolve("red-hat");
    new FeedFolderBuilder()
        .redHat(
            RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                .dates(DAY, DAY)
                .fixed("enterprise_linux:9::baseos", "openssl-libs", "1:3.0.7-25.el9_3"))
        .redHat(
            RedHatOsv.of("RHSA-2024:0002", "CVE-2024-0002")
                .dates(DAY, DAY)
                .summary("Red Hat Security Advisory: nodejs:18 security update")
                .fixed(
                    "enterprise_linux:9::appstream",
                    "nodejs",
                    "1:18.19.0-1.module+el9.3.0+20741+1"))
        .redHat(RedHatCve.of("CVE-2024-0003").publicDate(DAY).state("openssl", 9, "Will not fix"))
        .writeTo(feeds, Packing.XZ);
    scans = new Scans(folder, feeds);
  }

  private static RpmHeader rpm(String nevra, String sourceRpm) {
    return RpmHeader.parse(nevra).sourceRpm(sourceRpm).vendor(RED_HAT);
  }

  private static RpmHeader openssl(String release) {
    return rpm(
        "openssl-libs-1:3.0.7-" + release + ".x86_64", "openssl-3.0.7-" + release + ".src.rpm");
  }

  private static RpmHeader nodejs(String version, String label) {
    return rpm("nodejs-1:" + version + ".x86_64", "nodejs-" + version + ".src.rpm")
        .modularityLabel(label);
  }

  private static LayerBuilder rhel(RpmHeader... packages) {
    var database = new RpmSqlite();
    for (var one : packages) {
      database.add(one);
    }
    return rhel(database.render());
  }

  private static LayerBuilder rhel(byte[] database) {
    return new LayerBuilder()
        .file(
            "etc/os-release",
            """
            NAME="Red Hat Enterprise Linux"
            ID="rhel"
            VERSION_ID="9.3"
            PRETTY_NAME="Red Hat Enterprise Linux 9.3 (Plow)"
            """)
        .file(RpmSqlite.PATH, database);
  }

  @Test
  void fixesFailAnImageAndTheCommandNamesTheAdvisory() {
    var run = scans.scan(rhel(openssl("24.el9")));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("FAIL", "CVE-2024-0001", "RHSA-2024:0001", "3.0.7-25.el9_3", "upgrade")
        .doesNotContain("CVE-2024-0002");
  }

  @Test
  void openIssuesAreToldInRedHatsWords() {
    var run = scans.scan(rhel(openssl("25.el9_3")), "--unfixed");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("CVE-2024-0003", "ill not fix");
  }

  @Test
  void aModuleIsJudgedByItsOwnStream() {
    var in18 = nodejs("18.18.0-1.module+el9.3.0+1+a", "nodejs:18:9030020231:rhel9");
    var in20 = nodejs("20.9.0-1.module+el9.3.0+1+a", "nodejs:20:9030020231:rhel9");
    assertThat(scans.scan(rhel(in18)).out()).contains("FAIL", "CVE-2024-0002", "nodejs:18");
    assertThat(scans.scan(rhel(in20)).exitCode()).isZero();
    var json = JsonOf.valid(scans.scan(rhel(in18), "-f", "json", "--packages").out());
    assertThat(json.texts("/packages/*/module")).containsExactly("nodejs:18:9030020231:rhel9");
    assertThat(json.texts("/packages/*/version")).containsExactly("1:18.18.0-1.module+el9.3.0+1+a");
  }

  @Test
  void anotherVendorsPackagesAreNotJudgedUnlessAccepted() {
    var epel = RpmHeader.parse("htop-3.3.0-1.el9.x86_64").vendor("Fedora Project");
    var image = rhel(openssl("25.el9_3"), epel);
    var run = scans.scan(image);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("INCOMPLETE", "Fedora Project", "htop", "--accept-vendor");
    assertThat(scans.scan(image, "--accept-vendor", "Fedora Project").exitCode()).isZero();
    assertThat(scans.scan(image, "--accept-vendor", "*").exitCode()).isZero();
    assertThat(scans.scan(image, "--accept-vendor", "Somebody").exitCode()).isEqualTo(3);
  }

  @Test
  void aDamagedDatabaseIsIncomplete() {
    var database = new RpmSqlite();
    for (var i = 0; i < 40; i++) {
      database.add(rpm("p" + i + "-1.0-1.el9.x86_64", "p-1.0-1.el9.src.rpm"));
    }
    var whole = database.render();
    scans.assertIncomplete(
        rhel(Arrays.copyOf(whole, whole.length / 2)), "package-database-damaged");
  }
}
