package io.breakwater.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds what ARCHITECTURE.md says of the modules.
class ArchitectureTest {
  /// Lowest level first; a module may depend on those before it.
  private static final List<String> LEVELS =
      List.of(
          "image",
          "rpmdb",
          "secrets",
          "inventory",
          "sbom",
          "advisories",
          "configuration",
          "advisor",
          "policy",
          "reports",
          "store",
          "accounts",
          "registry",
          "exemptions",
          "notifications",
          "http",
          "api",
          "management",
          "assessments",
          "insights",
          "console",
          "server",
          "cli");

  private static JavaClasses product = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readClasses() {
    product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.breakwater");
  }

  @Test
  void everyModuleIsLookedAt() {
    for (var module : LEVELS) {
      assertThat(product.containPackage("io.breakwater." + module)).as(module).isTrue();
    }
  }

  @Test
  void modulesDependOnLowerOnesOnly() {
    for (var level = 0; level < LEVELS.size(); level++) {
      for (var higher : LEVELS.subList(level + 1, LEVELS.size())) {
        noClasses()
            .that(resideInAPackage("io.breakwater." + LEVELS.get(level) + ".."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.breakwater." + higher + ".."))
            .check(product);
      }
    }
  }

  @Test
  void advisoriesKnowNothingOfImages() {
    noClasses()
        .that(resideInAPackage("io.breakwater.advisories.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.breakwater.image..", "io.breakwater.inventory..")
        .check(product);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.breakwater.(**)").should().beFreeOfCycles().check(product);
  }

  @Test
  void theAdvisorIsPure() {
    noClasses()
        .that(resideInAPackage("io.breakwater.advisor.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..")
        .check(product);
  }

  @Test
  void onlyTheHttpModuleNamesTheHttpLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.breakwater.http..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."))
        .check(product);
  }

  @Test
  void theHttpModuleKnowsNothingOfTheProduct() {
    noClasses()
        .that(resideInAPackage("io.breakwater.http.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.breakwater..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        resideInAPackage("io.breakwater.http.."))))
        .check(product);
  }

  @Test
  void whatARegistryDoesKnowsNoHttp() {
    noClasses()
        .that()
        .resideInAnyPackage("io.breakwater.store..", "io.breakwater.accounts..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.breakwater.http.."))
        .check(product);
    noClasses()
        .that(resideInAPackage("io.breakwater.registry.."))
        .should()
        .dependOnClassesThat(resideInAPackage("io.breakwater.http.."))
        .check(product);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.breakwater.store..", "io.breakwater.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..")
        .check(product);
  }

  @Test
  void noSettingDoesNothing() {
    var settings = product.get("io.breakwater.server.configuration.Settings");
    assertThat(settings.getFields())
        .filteredOn(
            field ->
                field.getRawType().getName().equals("io.breakwater.server.configuration.Setting"))
        .hasSizeGreaterThan(40)
        .allMatch(
            field ->
                field.getAccessesToSelf().stream()
                    .anyMatch(access -> !access.getOriginOwner().equals(settings)));
  }

  @Test
  void theInventoryNeverUsesTheNetworkOrSql() {
    noClasses()
        .that(resideInAPackage("io.breakwater.inventory.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.sql..")
        .check(product);
  }

  @Test
  void pureModulesReadNoClock() {
    for (var clock : List.of(Instant.class, LocalDate.class)) {
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.breakwater.inventory..", "io.breakwater.advisor..", "io.breakwater.reports..")
          .should()
          .callMethod(clock, "now")
          .check(product);
    }
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.breakwater.inventory..", "io.breakwater.advisor..", "io.breakwater.reports..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(product);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.breakwater.cli..", "io.breakwater.bench..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(product);
    classes()
        .that(resideInAPackage("io.breakwater.reports.."))
        .should()
        .onlyAccessFieldsThat(
            com.tngtech.archunit.base.DescribedPredicate.not(
                com.tngtech.archunit.core.domain.properties.HasType.Predicates.rawType(
                    PrintStream.class)))
        .check(product);
  }
}
