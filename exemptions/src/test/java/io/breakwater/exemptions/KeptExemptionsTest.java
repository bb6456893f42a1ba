package io.breakwater.exemptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisor.Justification;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.metadata.StoredExemption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exemptions as they are kept.
class KeptExemptionsTest {
  private static final Digest DIGEST = Digest.parse("sha256:" + "b".repeat(64));

  @TempDir Path folder;
  private Kept kept;

  @BeforeEach
  void open() throws Exception {
    kept = new Kept(folder);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void whatIsAddedIsFoundAsItWasAdded() throws Exception {
    var terms =
        Kept.TERMS
            .withReason("nothing of it is reached")
            .withJustification(
                Justification.parse("vulnerable_code_not_in_execute_path").orElseThrow())
            .withExpiry(kept.clock.instant().plus(Duration.ofDays(30)));
    var issue = Kept.issue("sn", "DSA-5678-1");
    for (var scope :
        new ExemptionScope[] {
          Kept.account(),
          Kept.namespace("birds"),
          Kept.repository("birds/robin/red"),
          Kept.tag("birds/robin", "1"),
          Kept.content("birds/robin", DIGEST)
        }) {
      var added = kept.exemptions.add(Kept.ACME, scope, issue, terms);

      assertThat(added.created()).isTrue();
      assertThat(added.exemption().terms()).isEqualTo(terms);
      assertThat(kept.exemptions.find(Kept.ACME, scope, issue)).contains(added.exemption());
      assertThat(kept.elsewhere().at(Kept.ACME, scope)).containsExactly(added.exemption());
    }
    assertThat(kept.exemptions.all(Kept.ACME)).hasSize(5);
    assertThat(kept.exemptions.all(Kept.OTHER)).isEmpty();
  }

  @Test
  void addedAgainItsTermsChange() throws Exception {
    var scope = Kept.namespace("birds");
    var first = kept.add(scope, "CVE-2026-1001");
    kept.clock.pass(Duration.ofHours(1));
    var again =
        kept.exemptions.add(
            Kept.ACME, scope, Kept.issue("cve", "cve-2026-1001"), ExemptionTerms.of("wren"));

    assertThat(again.created()).isFalse();
    assertThat(again.exemption().id()).isEqualTo(first.id());
    assertThat(again.exemption().created()).isEqualTo(first.created());
    assertThat(again.exemption().terms().author()).isEqualTo("wren");
    assertThat(kept.exemptions.all(Kept.ACME)).hasSize(1);
    assertThat(kept.told)
        .containsExactly("added birds cve CVE-2026-1001", "changed birds cve CVE-2026-1001");
  }

  @Test
  void aScopeHasItsOwnAndIsCoveredByWiderOnes() throws Exception {
    var account = kept.add(Kept.account(), "CVE-2026-1001");
    var namespace = kept.add(Kept.namespace("birds"), "CVE-2026-1002");
    var repository = kept.add(Kept.repository("birds/robin"), "CVE-2026-1003");
    var tag = kept.add(Kept.tag("birds/robin", "1"), "CVE-2026-1004");
    kept.add(Kept.namespace("fish"), "CVE-2026-1005");

    assertThat(kept.exemptions.at(Kept.ACME, Kept.repository("birds/robin")))
        .containsExactly(repository);
    assertThat(kept.exemptions.covering(Kept.ACME, Kept.repository("birds/robin")))
        .containsExactly(account, namespace, repository);
    assertThat(kept.exemptions.covering(Kept.ACME, Kept.tag("birds/robin", "1")))
        .containsExactly(account, namespace, repository, tag);
    assertThat(kept.exemptions.covering(Kept.ACME, Kept.account())).containsExactly(account);
  }

  @Test
  void whatIsTakenBackIsGone() throws Exception {
    var one = kept.add(Kept.account(), "CVE-2026-1001");

    assertThat(kept.exemptions.remove(Kept.ACME, one.scope(), one.issue(), "wren")).contains(one);
    assertThat(kept.exemptions.remove(Kept.ACME, one.scope(), one.issue(), "wren")).isEmpty();
    assertThat(kept.exemptions.all(Kept.ACME)).isEmpty();
    assertThat(kept.told).endsWith("removed * cve CVE-2026-1001 by wren");
  }

  @Test
  void allOfAnAccountGoAndNoOthers() throws Exception {
    kept.add(Kept.account(), "CVE-2026-1001");
    kept.add(Kept.namespace("birds"), "CVE-2026-1002");
    kept.exemptions.add(Kept.OTHER, Kept.account(), Kept.issue("cve", "CVE-2026-1001"), Kept.TERMS);

    assertThat(kept.exemptions.removeAll(Kept.ACME, "wren")).hasSize(2);
    assertThat(kept.exemptions.removeAll(Kept.ACME, "wren")).isEmpty();
    assertThat(kept.exemptions.all(Kept.OTHER)).hasSize(1);
  }

  @Test
  void anExpiredOneStaysListedAndCountsNoMore() throws Exception {
    var scope = Kept.repository("birds/robin");
    var terms = Kept.TERMS.withExpiry(kept.clock.instant().plus(Duration.ofHours(1)));
    var one =
        kept.exemptions
            .add(Kept.ACME, scope, Kept.issue("cve", "CVE-2026-1001"), terms)
            .exemption();
    assertThat(kept.exemptions.at(Kept.ACME, scope)).containsExactly(one);

    kept.clock.pass(Duration.ofHours(1));

    assertThat(one.expired(kept.clock.instant())).isTrue();
    assertThat(kept.exemptions.all(Kept.ACME)).containsExactly(one);
    assertThat(kept.exemptions.at(Kept.ACME, scope)).isEmpty();
    assertThat(kept.exemptions.covering(Kept.ACME, scope)).isEmpty();
  }

  @Test
  void theEndOfEachIsToldOnce() throws Exception {
    kept.exemptions.announceExpired();
    var terms = Kept.TERMS.withExpiry(kept.clock.instant().plus(Duration.ofHours(1)));
    kept.exemptions.add(Kept.ACME, Kept.account(), Kept.issue("cve", "CVE-2026-1001"), terms);
    kept.told.clear();

    assertThat(kept.exemptions.announceExpired()).isZero();
    kept.clock.pass(Duration.ofHours(2));
    assertThat(kept.exemptions.announceExpired()).isOne();
    assertThat(kept.exemptions.announceExpired()).isZero();
    assertThat(kept.elsewhere().announceExpired()).isZero();
    assertThat(kept.told).containsExactly("expired * cve CVE-2026-1001");
  }

  @Test
  void namespacesOfOthersAndThoseThatAreNotThereAreRefused() {
    for (var name : new String[] {"mice", "nobody"}) {
      assertThatThrownBy(() -> kept.add(Kept.repository(name + "/a"), "CVE-2026-1001"))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("no namespace " + name);
    }
  }

  @Test
  void theyGoWithTheirNamespace() throws Exception {
    kept.add(Kept.repository("birds/robin"), "CVE-2026-1001");
    var fish = kept.add(Kept.namespace("fish"), "CVE-2026-1001");
    kept.metadata.write(tx -> tx.namespaces().delete(tx.namespaces().find("birds").orElseThrow()));

    assertThat(kept.exemptions.all(Kept.ACME)).containsExactly(fish);
  }

  @Test
  void termsThatCannotBeAreRefused() {
    refused(ExemptionTerms.of("a".repeat(257)), "more than 256");
    refused(Kept.TERMS.withReason("a".repeat(2_001)), "more than 2000");
    refused(Kept.TERMS.withExpiry(kept.clock.instant()), "expired already");
  }

  private void refused(ExemptionTerms terms, String told) {
    assertThatThrownBy(
            () ->
                kept.exemptions.add(
                    Kept.ACME, Kept.account(), Kept.issue("cve", "CVE-2026-1001"), terms))
        .isInstanceOf(ExemptionException.class)
        .hasMessageContaining(told);
  }

  @Test
  void anAccountHasAtMostTenThousand() throws Exception {
    kept.metadata.write(
        tx -> {
          for (var i = 0; i < KeptExemptions.MOST; i++) {
            tx.exemptions().put(stored(10_000 + i));
          }
          return true;
        });

    assertThatThrownBy(() -> kept.add(Kept.account(), "CVE-2026-1001"))
        .isInstanceOf(ExemptionException.class)
        .hasMessageContaining("10000 exemptions");
    assertThat(kept.add(Kept.account(), "CVE-2026-10001").issue().id()).isEqualTo("CVE-2026-10001");
  }

  private StoredExemption stored(int number) {
    return new StoredExemption(
        "id" + number,
        "acme",
        "account",
        "",
        "",
        "",
        "",
        "cve",
        "CVE-2026-" + number,
        "robin",
        "",
        "",
        kept.clock.instant(),
        Optional.empty());
  }
}
