package io.breakwater.exemptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Policy;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.verdicts.Policies;
import io.breakwater.registry.verdicts.Policies.InForce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The policies that exemptions make.
class ExemptedPoliciesTest {
  @TempDir Path folder;
  private final AtomicReference<InForce> file =
      new AtomicReference<>(new InForce(Policy.DEFAULT, "file"));
  private Kept kept;
  private Policies policies;

  @BeforeEach
  void open() throws Exception {
    kept = new Kept(folder);
    policies = policies(kept.exemptions);
  }

  private Policies policies(KeptExemptions exemptions) {
    var namespaces = new RegistryNamespaces(kept.metadata, kept.clock);
    return new ExemptedPolicies(_ -> file.get(), namespaces, exemptions, kept.clock);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  private InForce of(String repository) throws Exception {
    return policies.of(Kept.name(repository));
  }

  private List<String> exempt(String repository) throws Exception {
    return of(repository).policy().exemptions().stream().map(Exemption::id).toList();
  }

  @Test
  void withoutExemptionsItIsThePolicyOfTheFile() throws Exception {
    assertThat(of("birds/robin")).isSameAs(file.get());
    assertThat(of("nobody/robin")).isSameAs(file.get());
  }

  @Test
  void aRepositoryHasThoseThatMayTouchIt() throws Exception {
    kept.add(Kept.account(), "CVE-2026-1001");
    kept.add(Kept.namespace("birds"), "CVE-2026-1002");
    kept.add(Kept.repository("birds/robin"), "CVE-2026-1003");
    kept.add(Kept.tag("birds/robin", "1"), "CVE-2026-1004");

    assertThat(exempt("birds/robin"))
        .containsExactly("CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003", "CVE-2026-1004");
    assertThat(exempt("birds/wren")).containsExactly("CVE-2026-1001", "CVE-2026-1002");
    assertThat(exempt("fish/cod")).containsExactly("CVE-2026-1001");
    assertThat(exempt("mice/house")).isEmpty();
    assertThat(exempt("nobody/robin")).isEmpty();
  }

  @Test
  void thoseOfTheFileStay() throws Exception {
    var exemption = new Exemption(Exemption.Type.CVE, "CVE-2026-1", null, null, null, false);
    file.set(new InForce(Policy.DEFAULT.withExemptions(List.of(exemption)), "file 2"));
    kept.add(Kept.account(), "CVE-2026-1001");

    assertThat(exempt("birds/robin")).containsExactly("CVE-2026-1", "CVE-2026-1001");
  }

  @Test
  void itIsAnotherVersionAtOnceAndForThoseItTouchesOnly() throws Exception {
    var robin = of("birds/robin").version();
    var wren = of("birds/wren").version();

    var one = kept.add(Kept.repository("birds/robin"), "CVE-2026-1001");
    var exempted = of("birds/robin").version();
    assertThat(exempted).isNotEqualTo(robin).startsWith("file+");
    assertThat(of("birds/robin").version()).isEqualTo(exempted);
    assertThat(of("birds/wren").version()).isEqualTo(wren);

    kept.exemptions.add(Kept.ACME, one.scope(), one.issue(), Kept.TERMS.withReason("not reached"));
    assertThat(of("birds/robin").version()).isNotEqualTo(exempted);

    kept.exemptions.remove(Kept.ACME, one.scope(), one.issue(), "wren");
    assertThat(of("birds/robin").version()).isEqualTo(robin);
  }

  @Test
  void aChangedFileIsAnotherVersion() throws Exception {
    kept.add(Kept.account(), "CVE-2026-1001");
    var before = of("birds/robin").version();
    file.set(new InForce(Policy.DEFAULT.withCountKernel(true), "file 2"));

    assertThat(of("birds/robin").version()).isNotEqualTo(before);
    assertThat(of("birds/robin").policy().countKernel()).isTrue();
  }

  @Test
  void whatAnotherServerChangesCountsWithinASecond() throws Exception {
    assertThat(exempt("birds/robin")).isEmpty();
    kept.elsewhere().add(Kept.ACME, Kept.account(), Kept.issue("cve", "CVE-2026-1001"), Kept.TERMS);

    kept.clock.pass(ExemptionBook.LOOK.minusMillis(1));
    assertThat(exempt("birds/robin")).isEmpty();
    kept.clock.pass(Duration.ofMillis(1));
    assertThat(exempt("birds/robin")).containsExactly("CVE-2026-1001");
  }

  @Test
  void anExpiredOneCountsNoMoreFromThatInstant() throws Exception {
    var end = kept.clock.instant().plus(Duration.ofSeconds(1));
    kept.exemptions.add(
        Kept.ACME, Kept.account(), Kept.issue("cve", "CVE-2026-1001"), Kept.TERMS.withExpiry(end));
    kept.add(Kept.account(), "CVE-2026-1002");
    var before = of("birds/robin").version();

    kept.clock.pass(Duration.ofMillis(999));
    assertThat(exempt("birds/robin")).containsExactly("CVE-2026-1001", "CVE-2026-1002");
    assertThat(of("birds/robin").version()).isEqualTo(before);
    kept.clock.pass(Duration.ofMillis(1));
    assertThat(exempt("birds/robin")).containsExactly("CVE-2026-1002");
    assertThat(of("birds/robin").version()).isNotEqualTo(before);
  }
}
