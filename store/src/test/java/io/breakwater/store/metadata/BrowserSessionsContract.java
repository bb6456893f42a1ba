package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sessions of browsers.
abstract class BrowserSessionsContract extends OpenMetadata {
  private long generation;

  @BeforeEach
  void addRobin() throws StoreException {
    change(tx -> tx.identities().create("user:robin", "acme", "robin", NOW));
    change(tx -> tx.identities().create("user:wren", "acme", "wren", NOW));
    generation = read((Transaction tx) -> tx.identities().generation("user:robin")).orElseThrow();
  }

  private static StoredSession session(String hash, Instant created) {
    return new StoredSession(hash, "user:robin", created, created, "192.0.2.1", "Firefox");
  }

  private boolean add(StoredSession session) throws StoreException {
    return write((Transaction tx) -> tx.sessions().add(session, generation));
  }

  private Optional<StoredSession> find(String hash) throws StoreException {
    return read((Transaction tx) -> tx.sessions().byHash(hash));
  }

  private List<String> hashes() throws StoreException {
    return read((Transaction tx) -> tx.sessions().of("user:robin")).stream()
        .map(StoredSession::hash)
        .toList();
  }

  @Test
  void aSessionIsFoundByItsHashUntilItEnds() throws StoreException {
    assertThat(add(session("a", NOW))).isTrue();
    assertThat(find("a")).contains(session("a", NOW));
    assertThat(find("b")).isEmpty();
    assertThat(write((Transaction tx) -> tx.sessions().delete("a"))).isTrue();
    assertThat(write((Transaction tx) -> tx.sessions().delete("a"))).isFalse();
    assertThat(find("a")).isEmpty();
  }

  @Test
  void nobodyBeginsOneWithAnOldGenerationOrIsNotThere() throws StoreException {
    change(tx -> tx.identities().grants("user:robin", List.of()));
    assertThat(add(session("a", NOW))).isFalse();
    change(tx -> tx.identities().delete("user:robin"));
    assertThat(add(session("b", NOW))).isFalse();
  }

  @Test
  void aUseIsNotedAndNeverTakenBack() throws StoreException {
    add(session("a", NOW));
    change(tx -> tx.sessions().used("a", NOW.plusSeconds(60)));
    change(tx -> tx.sessions().used("a", NOW.plusSeconds(30)));
    assertThat(find("a").orElseThrow().used()).isEqualTo(NOW.plusSeconds(60));
    assertThat(find("a").orElseThrow().created()).isEqualTo(NOW);
  }

  @Test
  void theOldestGoBeyondSoMany() throws StoreException {
    for (var i = 0; i < 5; i++) {
      add(session("s" + i, NOW.plusSeconds(i)));
    }
    change(tx -> tx.sessions().keep("user:wren", 0));
    change(tx -> tx.sessions().keep("user:robin", 3));
    assertThat(hashes()).containsExactly("s4", "s3", "s2");
  }

  @Test
  void sessionsGoWithTheirOwnerAndWithTheirPassword() throws StoreException {
    add(session("a", NOW));
    add(session("b", NOW));
    change(tx -> tx.identities().password("user:wren", "hash"));
    change(tx -> tx.identities().password("user:robin", "hash", Optional.of("b")));
    assertThat(hashes()).containsExactly("b");
    change(tx -> tx.identities().rehash("user:robin", "hash", "other"));
    assertThat(hashes()).containsExactly("b");
    change(tx -> tx.identities().password("user:robin", "hash"));
    assertThat(hashes()).isEmpty();
    generation = read((Transaction tx) -> tx.identities().generation("user:robin")).orElseThrow();
    add(session("c", NOW));
    change(tx -> tx.identities().delete("user:robin"));
    assertThat(find("c")).isEmpty();
  }

  @Test
  void whatHasEndedIsForgottenSomeAtATime() throws StoreException {
    add(session("old", NOW.minusSeconds(100)));
    add(session("idle", NOW.minusSeconds(50)));
    add(session("new", NOW));
    change(tx -> tx.sessions().used("old", NOW));
    var begun = NOW.minusSeconds(99);
    var used = NOW.minusSeconds(10);
    change(tx -> tx.sessions().forgetEnded("user:wren", NOW, NOW));
    assertThat(write((Transaction tx) -> tx.sessions().forget(begun, used, 1))).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.sessions().forget(begun, used, 5))).isEqualTo(1);
    assertThat(write((Transaction tx) -> tx.sessions().forget(begun, used, 5))).isZero();
    assertThat(hashes()).containsExactly("new");
    change(tx -> tx.sessions().forgetEnded("user:robin", NOW.plusSeconds(1), used));
    assertThat(hashes()).isEmpty();
  }

  @Test
  void aLoginAtAProviderKnowsWhereTheBrowserWants() throws StoreException {
    var page = new StoredLogin("s1", "n", "v", NOW, Optional.of("/images"));
    var key = new StoredLogin("s2", "n", "v", NOW, Optional.empty());
    change(tx -> tx.pendingLogins().add(page, NOW.minusSeconds(1), 10));
    change(tx -> tx.pendingLogins().add(key, NOW.minusSeconds(1), 10));
    assertThat(write((Transaction tx) -> tx.pendingLogins().take("s1"))).contains(page);
    assertThat(write((Transaction tx) -> tx.pendingLogins().take("s2"))).contains(key);
  }
}
