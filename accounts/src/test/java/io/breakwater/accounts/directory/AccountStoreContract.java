package io.breakwater.accounts.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.directory.AccountStore.WithOwner;
import io.breakwater.accounts.passwords.PasswordHash;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of accounts does; a class for each says how to open an empty one.
public abstract class AccountStoreContract {
  private static final AccountId OURS = new AccountId("ours");
  private static final PrincipalId ROBIN = PrincipalId.parse("user:robin");
  private static final PrincipalId WREN = PrincipalId.parse("service:wren");
  private static final IdentityName NAME = new IdentityName("robin@birds.example");
  private static final PasswordHash ONE = hash("A");
  private static final PasswordHash TWO = hash("B");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private AccountStore store;

  /// An empty one.
  protected abstract AccountStore open() throws Exception;

  private static PasswordHash hash(String each) {
    return PasswordHash.parse(
        "$argon2id$v=19$m=64,t=1,p=1$" + each.repeat(21) + "A$" + each.repeat(42) + "A");
  }

  private static IssuedKey key(String id, ApiKey key, PrincipalId owner, Instant created) {
    return new IssuedKey(
        id,
        key.hash(),
        key.shown(),
        owner,
        "laptop",
        created,
        Optional.of(NOON.plusSeconds(60)),
        Optional.empty());
  }

  @BeforeEach
  void openAnEmptyOne() throws Exception {
    store = open();
    store.add(ROBIN, OURS, NAME);
  }

  private Identity robin() throws Exception {
    return store.identity(ROBIN).orElseThrow();
  }

  @Test
  void whoIsAddedIsFoundAndMayNothing() throws Exception {
    var robin = robin();
    assertThat(robin.name()).isEqualTo(NAME);
    assertThat(robin.account()).isEqualTo(OURS);
    assertThat(robin.grants().all()).isEmpty();
    assertThat(store.named(NAME)).contains(new AccountStore.WithPassword(robin, Optional.empty()));
    assertThat(store.generation(ROBIN)).contains(robin.generation());
    assertThat(store.keys(ROBIN)).isEmpty();
  }

  @Test
  void whoWasNotAddedIsNotFound() throws Exception {
    assertThat(store.identity(WREN)).isEmpty();
    assertThat(store.named(new IdentityName("wren"))).isEmpty();
    assertThat(store.generation(WREN)).isEmpty();
    assertThat(store.setPassword(WREN, ONE)).isFalse();
    assertThat(store.setGrants(WREN, Set.of())).isFalse();
    assertThat(store.rehash(WREN, ONE, TWO)).isFalse();
    assertThat(store.delete(WREN)).isFalse();
    var key = ApiKey.generate(new SecureRandom());
    assertThat(store.addKey(key("k1", key, WREN, NOON))).isFalse();
    assertThat(store.key(key.hash())).isEmpty();
    store.used("k1", NOON);
  }

  @Test
  void namesAreGivenOnce() {
    assertThatThrownBy(() -> store.add(WREN, OURS, NAME)).isInstanceOf(NameTakenException.class);
  }

  @Test
  void accountsListTheirOwnByName() throws Exception {
    store.add(WREN, OURS, new IdentityName("adam"));
    store.add(PrincipalId.parse("user:x"), new AccountId("theirs"), new IdentityName("eve"));
    assertThat(store.identities(OURS)).extracting(Identity::id).containsExactly(WREN, ROBIN);
  }

  @Test
  void passwordsAndRolesRaiseTheGeneration() throws Exception {
    var first = robin().generation();
    assertThat(store.setPassword(ROBIN, ONE)).isTrue();
    var second = robin().generation();
    var grants = Set.of(Grant.of(Role.READER, OURS, "birds"), Grant.of(Role.WRITER, OURS));
    assertThat(store.setGrants(ROBIN, grants)).isTrue();
    assertThat(robin().generation()).isGreaterThan(second);
    assertThat(second).isGreaterThan(first);
    assertThat(robin().grants().all()).isEqualTo(grants);
    assertThat(store.named(NAME).orElseThrow().password()).contains(ONE);
    assertThat(store.setGrants(ROBIN, Set.of())).isTrue();
    assertThat(robin().grants().all()).isEmpty();
  }

  @Test
  void hashesAreRenewedWhereThePasswordIsStillThatOne() throws Exception {
    store.setPassword(ROBIN, ONE);
    var generation = robin().generation();
    assertThat(store.rehash(ROBIN, TWO, ONE)).isFalse();
    assertThat(store.rehash(ROBIN, ONE, TWO)).isTrue();
    assertThat(store.rehash(ROBIN, ONE, TWO)).isFalse();
    assertThat(store.named(NAME).orElseThrow().password()).contains(TWO);
    assertThat(robin().generation()).isEqualTo(generation);
  }

  @Test
  void keysAreFoundByTheirHashWithTheirOwner() throws Exception {
    var random = new SecureRandom();
    var later = ApiKey.generate(random);
    var sooner = ApiKey.generate(random);
    var stored = key("k1", later, ROBIN, NOON);
    assertThat(store.addKey(stored)).isTrue();
    assertThat(store.addKey(key("k2", sooner, ROBIN, NOON.minusSeconds(1)))).isTrue();
    assertThat(store.key(later.hash())).contains(new WithOwner(stored, robin()));
    assertThat(store.key(ApiKey.generate(random).hash())).isEmpty();
    assertThat(store.keys(ROBIN)).extracting(IssuedKey::id).containsExactly("k2", "k1");
  }

  @Test
  void usesOfKeysAreNoted() throws Exception {
    var key = ApiKey.generate(new SecureRandom());
    store.addKey(key("k1", key, ROBIN, NOON));
    var generation = robin().generation();
    store.used("k1", NOON.plusSeconds(5));
    assertThat(store.keys(ROBIN))
        .extracting(IssuedKey::lastUse)
        .isEqualTo(List.of(Optional.of(NOON.plusSeconds(5))));
    assertThat(robin().generation()).isEqualTo(generation);
  }

  @Test
  void keysAreDeletedByTheirOwnersOnlyAndRaiseTheGeneration() throws Exception {
    store.add(WREN, OURS, new IdentityName("wren"));
    var key = ApiKey.generate(new SecureRandom());
    store.addKey(key("k1", key, ROBIN, NOON));
    var generation = robin().generation();
    assertThat(store.deleteKey(WREN, "k1")).isFalse();
    assertThat(store.key(key.hash())).isPresent();
    assertThat(store.deleteKey(ROBIN, "k1")).isTrue();
    assertThat(store.deleteKey(ROBIN, "k1")).isFalse();
    assertThat(store.key(key.hash())).isEmpty();
    assertThat(robin().generation()).isGreaterThan(generation);
  }

  @Test
  void whoIsDeletedTakesTheirKeysAlongAndFreesTheName() throws Exception {
    var key = ApiKey.generate(new SecureRandom());
    store.addKey(key("k1", key, ROBIN, NOON));
    assertThat(store.delete(ROBIN)).isTrue();
    assertThat(store.key(key.hash())).isEmpty();
    assertThat(store.generation(ROBIN)).isEmpty();
    assertThat(store.named(NAME)).isEmpty();
    store.add(WREN, OURS, NAME);
    assertThat(store.named(NAME).orElseThrow().identity().id()).isEqualTo(WREN);
  }

  @Test
  void whoIsMadeAgainUnderTheSameIdHasAGenerationThatNeverWas() throws Exception {
    store.setPassword(ROBIN, ONE);
    var last = robin().generation();
    store.delete(ROBIN);
    store.add(ROBIN, OURS, NAME);
    assertThat(robin().generation()).isGreaterThan(last);
    assertThat(store.named(NAME).orElseThrow().password()).isEmpty();
  }
}
