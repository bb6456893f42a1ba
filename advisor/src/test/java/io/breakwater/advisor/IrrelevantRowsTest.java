package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Products;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rows that speak of other builds change nothing, and neither does the order of rows.
class IrrelevantRowsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String LABEL = "nodejs:16:8050020211213092237:c5368500";
  private static final String[] VERSIONS = {
    "1:1.0-1.el8", "1:1.0-2.el8_5", "1:1.0-2.el8_6.1", "1:1.1-1.el8", "1.2-1.el8", "0:9-1"
  };

  private final Random random = new Random(4);

  @Test
  void nothingChangesByRowsOfOtherBuilds() {
    for (var round = 0; round < 2000; round++) {
      var installed = installed();
      var image = image(installed);
      var rows = relevant(installed);
      var before = findings(image, rows);
      var more = new ArrayList<>(rows);
      for (var i = random.nextInt(6); i >= 0; i--) {
        more.add(random.nextInt(more.size() + 1), irrelevant(installed));
      }
      assertThat(findings(image, more)).as("%s, %s", installed, more).isEqualTo(before);
    }
  }

  @Test
  void nothingChangesByTheOrderOfRows() {
    for (var round = 0; round < 2000; round++) {
      var installed = installed();
      var rows = new ArrayList<>(relevant(installed));
      var before = answers(installed, rows);
      Collections.shuffle(rows, random);
      assertThat(answers(installed, rows)).as("%s, %s", installed, rows).isEqualTo(before);
    }
  }

  /// Where rows are equal in all that decides, either may speak.
  private List<String> answers(InstalledPackage installed, List<RpmRow> rows) {
    return findings(image(installed), rows).stream()
        .map(f -> f.cve() + " " + (f.fixedVersion() == null ? "open" : f.fixedVersion()))
        .toList();
  }

  private static List<Finding> findings(ImageInventory image, List<RpmRow> rows) {
    var advisories = new FakeAdvisories().feed("redhat", NOW, "rhel:8");
    rows.forEach(advisories::rows);
    return Advisor.assess(image, advisories, Policy.DEFAULT, NOW).findings();
  }

  private static ImageInventory image(InstalledPackage installed) {
    var products = new Products(List.of(), List.of(), Map.of("nodejs", "18"));
    return Images.with(Images.rhel("8.6", installed), products);
  }

  private InstalledPackage installed() {
    var version = VERSIONS[random.nextInt(VERSIONS.length)];
    return random.nextBoolean()
        ? Images.rpm("nodejs-libs", version, "nodejs")
        : Images.rpm("nodejs-libs", version, "nodejs", "x86_64", LABEL, null);
  }

  private List<RpmRow> relevant(InstalledPackage installed) {
    var rows = new ArrayList<RpmRow>();
    for (var i = random.nextInt(5); i >= 0; i--) {
      var row = random.nextBoolean() ? fix() : open();
      rows.add(installed.module() == null ? row : row.modules("nodejs:16"));
    }
    return rows;
  }

  private RpmRow fix() {
    return RpmRow.fixed("nodejs-libs", cve(), VERSIONS[random.nextInt(VERSIONS.length)])
        .arches(random.nextBoolean() ? new String[] {} : new String[] {"x86_64", "s390x"});
  }

  private RpmRow open() {
    var states = List.of(State.AFFECTED, State.WILL_NOT_FIX, State.NOT_AFFECTED);
    var state = states.get(random.nextInt(states.size()));
    return random.nextInt(3) == 0
        ? RpmRow.open("nodejs-libs", cve(), state).kind(Kind.BINARY)
        : RpmRow.open("nodejs", cve(), state);
  }

  private String cve() {
    return "CVE-2024-" + random.nextInt(3);
  }

  private RpmRow irrelevant(InstalledPackage installed) {
    var row = random.nextBoolean() ? fix() : open();
    row = installed.module() == null ? row : row.modules("nodejs:16");
    return switch (random.nextInt(8)) {
      case 0 -> row.modules("nodejs:18", "nodejs:161");
      case 1 -> row.modules(installed.module() == null ? new String[] {"?"} : new String[] {});
      case 2 -> row.kind(Kind.BINARY).arches("aarch64", "src");
      case 3 -> row.cpes("cpe:/o:redhat:rhel_eus:8.6::baseos");
      case 4 -> row.cpes("cpe:/a:redhat:openshift:4", "cpe:/o:redhat:enterprise_linux:9::baseos");
      case 5 -> row.of("rhel:9");
      case 6 -> named(row, row.kind() == Kind.BINARY ? "nodejs" : "nodejs-libs");
      default -> named(row, "nodejs-devel");
    };
  }

  /// A source row of the binary's name, a binary row of the source's, or another package.
  private static RpmRow named(RpmRow row, String name) {
    return new RpmRow(
        row.release(),
        name,
        row.kind(),
        row.cve(),
        row.state(),
        row.fixed(),
        row.availability(),
        row.scope(),
        row.notice(),
        row.detail());
  }

  @Test
  void rowsOfOtherVendorsPackagesAreNone() {
    var epel = Images.of(Images.rpm("nodejs-libs", "0-1", "nodejs"), "Fedora Project");
    var policy = Policy.DEFAULT.withAcceptedVendors(Set.of("*"));
    var advisories =
        new FakeAdvisories().feed("redhat", NOW, "rhel:8").rows(fix(), open(), fix(), open());
    assertThat(Advisor.assess(image(epel), advisories, policy, NOW).findings()).isEmpty();
  }
}
