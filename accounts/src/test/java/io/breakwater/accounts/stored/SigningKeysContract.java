package io.breakwater.accounts.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.tokens.SigningKey;
import io.breakwater.store.metadata.Metadata;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stored signing keys do on every database.
abstract class SigningKeysContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Metadata metadata;

  abstract Metadata open() throws Exception;

  @BeforeEach
  void openEmpty() throws Exception {
    metadata = open();
  }

  @AfterEach
  void closeMetadata() {
    metadata.close();
  }

  @Test
  void everyReplicaFindsTheKeysOfTheOthers() throws Exception {
    var one = new StoredSigningKeys(metadata);
    var other = new StoredSigningKeys(metadata);
    var secret = new byte[32];
    secret[31] = -1;
    one.add(new SigningKey("k1", secret, NOON));
    other.add(new SigningKey("k2", new byte[32], NOON.minusMillis(1)));
    assertThat(one.keys()).extracting(SigningKey::id).containsExactly("k2", "k1");
    var found = other.keys().getLast();
    assertThat(found.secret()).isEqualTo(secret);
    assertThat(found.created()).isEqualTo(NOON);
  }

  @Test
  void whatIsRemovedIsGoneAndMayBeRemovedAgain() throws Exception {
    var keys = new StoredSigningKeys(metadata);
    keys.add(new SigningKey("k1", new byte[32], NOON));
    keys.remove("k1");
    keys.remove("k1");
    assertThat(keys.keys()).isEmpty();
  }
}
