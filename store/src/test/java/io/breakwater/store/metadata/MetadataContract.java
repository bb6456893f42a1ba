package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static io.breakwater.store.metadata.Fixture.digest;
import static io.breakwater.store.metadata.Fixture.push;
import static io.breakwater.store.metadata.Fixture.referrer;
import static io.breakwater.store.metadata.Fixture.repository;
import static io.breakwater.store.metadata.Fixture.used;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every database of metadata does: transactions, schema, leases, uploads, counts.
abstract class MetadataContract extends OpenMetadata {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void whatAWorkThrowsUndoesItsTransactionAlone() throws StoreException {
    assertThatThrownBy(
            () ->
                write(
                    (Transaction tx) -> {
                      tx.settings().put(Settings.REGISTRY, "a", "1");
                      throw new UnsupportedOperationException("refused");
                    }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("refused");
    write((Transaction tx) -> tx.settings().putIfAbsent(Settings.REGISTRY, "b", "2"));
    assertThat(read((Transaction tx) -> tx.settings().all(Settings.REGISTRY)))
        .containsOnlyKeys("b");
  }

  @Test
  void whatWasNotedIsSeenAtOnceAndThereWhenOpenedAgain() throws StoreException {
    assertThat(metadata().note((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW)))
        .isTrue();
    assertThat(read((Transaction tx) -> tx.namespaces().find("birds"))).isPresent();
    assertThatThrownBy(() -> metadata().note(MetadataContract::refused))
        .isInstanceOf(UnsupportedOperationException.class);
    reopen();
    assertThat(read((Transaction tx) -> tx.namespaces().find("birds"))).isPresent();
    assertThat(read((Transaction tx) -> tx.namespaces().find("fish"))).isEmpty();
  }

  private static boolean refused(Transaction tx) {
    tx.namespaces().create("fish", "acme", NOW);
    throw new UnsupportedOperationException("refused");
  }

  @Test
  void aReadChangesNothing() throws StoreException {
    assertThatThrownBy(() -> read((Transaction tx) -> tx.namespaces().create("birds", "acme", NOW)))
        .isInstanceOf(Exception.class);
    assertThat(read((Transaction tx) -> tx.namespaces().all())).isEmpty();
  }

  @Test
  void whatWasWrittenIsThereWhenOpenedAgain() throws StoreException {
    push(metadata(), "birds/robin", "1", "m1", "layer");
    reopen();
    var found = read((Transaction tx) -> tx.manifests().byTag("birds/robin", "1")).orElseThrow();
    assertThat(found.content()).asString().isEqualTo("m1");
    assertThat(found.digest()).isEqualTo(digest("m1"));
  }

  @Test
  void anUploadHasOneHolderAtATime() throws StoreException {
    var robin = repository(metadata(), "birds/robin");
    write(
        (Transaction tx) -> {
          tx.uploads().create("u1", robin, "ann", NOW);
          return true;
        });
    assertThat(hold("a", Duration.ofMinutes(1))).isTrue();
    assertThat(hold("b", Duration.ofMinutes(1))).isFalse();
    assertThat(write((Transaction tx) -> tx.uploads().acknowledge("u1", "b", 5, NOW))).isFalse();
    assertThat(write((Transaction tx) -> tx.uploads().acknowledge("u1", "a", 5, NOW))).isTrue();
    assertThat(read((Transaction tx) -> tx.uploads().find(robin, "u1")))
        .contains(new Upload("u1", robin.id(), "ann", 5, NOW, NOW));
    assertThat(write((Transaction tx) -> tx.uploads().expire(NOW.plus(DAY), 10))).isEmpty();
    // The holder's server died.
    assertThat(hold("a", Duration.ZERO)).isTrue();
    assertThat(hold("b", Duration.ofMinutes(1))).isTrue();
    assertThat(write((Transaction tx) -> tx.uploads().acknowledge("u1", "a", 9, NOW))).isFalse();
    assertThat(write((Transaction tx) -> tx.uploads().delete("u1", "a"))).isFalse();
    write(
        (Transaction tx) -> {
          tx.uploads().release("u1", "b");
          return true;
        });
    assertThat(read((Transaction tx) -> tx.uploads().count("ann"))).isEqualTo(1);
    assertThat(read((Transaction tx) -> tx.uploads().count("eve"))).isEqualTo(0);
    assertThat(read((Transaction tx) -> tx.uploads().count())).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.uploads().expire(NOW, 10))).isEmpty();
    assertThat(write((Transaction tx) -> tx.uploads().expire(NOW.plus(DAY), 10)))
        .extracting(Upload::id)
        .containsExactly("u1");
    assertThat(hold("a", DAY)).isFalse();
    Set<String> existing = read((Transaction tx) -> tx.uploads().existing(Set.of("u1", "u2")));
    assertThat(existing).isEmpty();
  }

  private boolean hold(String holder, Duration time) throws StoreException {
    return write((Transaction tx) -> tx.uploads().hold("u1", holder, time));
  }

  @Test
  void aLeaseHasOneHolderUntilItEnds() throws StoreException {
    assertThat(write((Transaction tx) -> tx.leases().take("gc", "a", DAY))).isTrue();
    assertThat(write((Transaction tx) -> tx.leases().take("gc", "b", DAY))).isFalse();
    assertThat(read((Transaction tx) -> tx.leases().holder("gc"))).contains("a");
    assertThat(write((Transaction tx) -> tx.leases().take("gc", "a", Duration.ZERO))).isTrue();
    assertThat(read((Transaction tx) -> tx.leases().holder("gc"))).isEmpty();
    assertThat(write((Transaction tx) -> tx.leases().take("gc", "b", DAY))).isTrue();
    write(
        (Transaction tx) -> {
          tx.leases().release("gc", "b");
          return true;
        });
    assertThat(write((Transaction tx) -> tx.leases().take("gc", "a", DAY))).isTrue();
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    metadata().close();
    execute(opened(), "insert into schema_version values (99, 'x', 0)");
    assertThatThrownBy(() -> Metadata.open(opened()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-version"));
    execute(opened(), "delete from schema_version where version = 99");
    execute(opened(), "update schema_version set sha256 = 'edited'");
    assertThatThrownBy(() -> Metadata.open(opened()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-version"));
  }

  /// Runs a statement on the database behind the metadata()'s back.
  abstract void execute(MetadataOptions at, String statement) throws Exception;

  @Test
  void countsThatDoNotAgreeAreMadeAnew() throws Exception {
    push(metadata(), "birds/robin", "1", "m", "b1", "b2");
    push(metadata(), "birds/wren", "1", "n", "b2");
    write(
        (Transaction tx) ->
            tx.manifests()
                .put(repository(tx, "birds/robin"), referrer("r", "m", "a/b"), "ann", NOW));
    var used = used(metadata(), "birds");
    execute(opened(), "update namespace set used_bytes = 1");
    execute(opened(), "update repository_blob set manifests = 7");
    execute(opened(), "delete from namespace_blob");
    execute(opened(), "delete from referrer");
    List<String> problems = read((Transaction tx) -> tx.consistency().problems(10));
    assertThat(problems).hasSizeGreaterThan(3);
    write(
        (Transaction tx) -> {
          tx.consistency().repair(NOW);
          return true;
        });
    List<String> after = read((Transaction tx) -> tx.consistency().problems(10));
    assertThat(after).isEmpty();
    assertThat(used(metadata(), "birds")).isEqualTo(used);
  }
}
