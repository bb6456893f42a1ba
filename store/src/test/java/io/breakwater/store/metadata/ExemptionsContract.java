package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Exemptions, and what accounts use.
abstract class ExemptionsContract extends OpenMetadata {
  private static StoredExemption exemption(String id, String account, String... scope) {
    return new StoredExemption(
        id,
        account,
        scope[0],
        scope.length > 1 ? scope[1] : "",
        scope.length > 2 ? scope[2] : "",
        scope.length > 3 ? scope[3] : "",
        "",
        "cve",
        "CVE-2026-0001",
        "ann",
        "not reachable",
        "",
        NOW,
        Optional.empty());
  }

  private static StoredExemption again(StoredExemption first, String author, String reason) {
    return new StoredExemption(
        first.id(),
        first.account(),
        first.scopeType(),
        first.namespace(),
        first.repository(),
        first.tag(),
        first.digest(),
        first.issueType(),
        first.issueId(),
        author,
        reason,
        "component_not_present",
        first.created(),
        Optional.of(NOW.plusSeconds(60)));
  }

  @Test
  void anExemptionIsGivenOnceAndChangedAfter() throws StoreException {
    var first = exemption("e1", "acme", "namespace", "birds");
    var before = read((Transaction tx) -> tx.exemptions().generation());
    assertThat(write((Transaction tx) -> tx.exemptions().put(first))).isTrue();
    assertThat(read((Transaction tx) -> tx.exemptions().generation())).isGreaterThan(before);
    assertThat(read((Transaction tx) -> tx.exemptions().find(first.key()))).contains(first);

    var other = again(exemption("e2", "acme", "namespace", "birds"), "bob", "accepted");
    assertThat(write((Transaction tx) -> tx.exemptions().put(other))).isFalse();
    assertThat(read((Transaction tx) -> tx.exemptions().generation())).isGreaterThan(before + 1);
    assertThat(read((Transaction tx) -> tx.exemptions().of("acme")))
        .containsExactly(again(first, "bob", "accepted"));
  }

  @Test
  void whatIsNotTheSameScopeOrIssueIsAnotherExemption() throws StoreException {
    var wide = exemption("e1", "acme", "account");
    var namespace = exemption("e2", "acme", "namespace", "birds");
    var repository = exemption("e3", "acme", "repository", "birds", "robin");
    var tag = exemption("e4", "acme", "image", "birds", "robin", "1");
    var foreign = exemption("e5", "other", "account");
    for (var one : new StoredExemption[] {tag, foreign, repository, wide, namespace}) {
      assertThat(write((Transaction tx) -> tx.exemptions().put(one))).isTrue();
    }
    assertThat(read((Transaction tx) -> tx.exemptions().of("acme")))
        .containsExactly(wide, namespace, repository, tag);
    assertThat(write((Transaction tx) -> tx.exemptions().delete(namespace.key()))).isTrue();
    var generation = read((Transaction tx) -> tx.exemptions().generation());
    assertThat(write((Transaction tx) -> tx.exemptions().delete(namespace.key()))).isFalse();
    assertThat(read((Transaction tx) -> tx.exemptions().generation())).isEqualTo(generation);
    assertThat(write((Transaction tx) -> tx.exemptions().deleteAll("acme"))).isEqualTo(3);
    assertThat(read((Transaction tx) -> tx.exemptions().generation())).isGreaterThan(generation);
    assertThat(read((Transaction tx) -> tx.exemptions().of("acme"))).isEmpty();
    assertThat(read((Transaction tx) -> tx.exemptions().of("other"))).containsExactly(foreign);
  }

  @Test
  void theExemptionsOfANamespaceGoWithIt() throws StoreException {
    var kept = exemption("e1", "acme", "account");
    var fish = exemption("e2", "acme", "namespace", "fish");
    var inBirds = exemption("e3", "acme", "repository", "birds", "robin");
    for (var one : new StoredExemption[] {kept, fish, inBirds}) {
      write((Transaction tx) -> tx.exemptions().put(one));
    }
    write((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW));
    var birds = read((Transaction tx) -> tx.namespaces().find("birds")).orElseThrow();
    var generation = read((Transaction tx) -> tx.exemptions().generation());
    assertThat(write((Transaction tx) -> tx.namespaces().delete(birds))).isTrue();
    assertThat(read((Transaction tx) -> tx.exemptions().of("acme"))).containsExactly(kept, fish);
    assertThat(read((Transaction tx) -> tx.exemptions().generation())).isGreaterThan(generation);
  }

  @Test
  void trafficIsCountedByAccountAndMonth() throws StoreException {
    var may = YearMonth.of(2026, 5);
    assertThat(read((Transaction tx) -> tx.traffic().used("acme", may))).isZero();
    change(tx -> tx.traffic().add("acme", may, 5_000_000_000L));
    change(tx -> tx.traffic().add("acme", may, 1));
    change(tx -> tx.traffic().add("other", may, 2));
    change(tx -> tx.traffic().add("acme", may.plusMonths(1), 3));
    assertThat(read((Transaction tx) -> tx.traffic().used("acme", may))).isEqualTo(5_000_000_001L);
    assertThat(read((Transaction tx) -> tx.traffic().used("acme", may.plusMonths(1)))).isEqualTo(3);
  }

  @Test
  void anAccountUsesWhatItsNamespacesUse() throws StoreException {
    push(metadata(), "birds/robin", "1", "m", "layer");
    push(metadata(), "fish/trout", "1", "m", "layer", "other");
    change(tx -> tx.namespaces().create("alien", "other", NOW));
    write(
        tx -> {
          var alien = tx.repositories();
          var namespace = tx.namespaces().find("alien").orElseThrow();
          return Fixture.blob(tx, alien.findOrCreate(namespace, "alien/a", NOW), "foreign");
        });
    var used = Fixture.used(metadata(), "birds") + Fixture.used(metadata(), "fish");
    assertThat(read((Transaction tx) -> tx.namespaces().used("acme"))).isEqualTo(used).isPositive();
    assertThat(read((Transaction tx) -> tx.namespaces().used("other")))
        .isEqualTo("foreign".length());
    assertThat(read((Transaction tx) -> tx.namespaces().used("nobody"))).isZero();
  }
}
