package io.breakwater.accounts.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.breakwater.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The keys that sign tokens: made at the first start, replaced after a while, forgotten when
/// every token they signed has ended.
///
/// A replica knows of keys that another made as soon as it meets one (at most ten looks a
/// second, so that tokens with invented keys cost nothing), and within a minute of keys that
/// were removed. No replica signs with a key past its time, whatever it knows of newer ones: so
/// the last token of a key ends at a known instant. Safe for use by many threads.
public final class KeyRing {
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(100);

  /// More than clocks of replicas differ by.
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final int ID = 8;

  private final SigningKeyStore store;
  private final Duration signs;
  private final Duration longest;
  private final InstantSource clock;
  private final SecureRandom random;
  private volatile Loaded loaded = new Loaded(Map.of(), Optional.empty(), Instant.MIN);

  /// A key ready for use.
  record Ready(SigningKey key, JWSSigner signer, JWSVerifier verifier) {}

  private record Loaded(Map<String, Ready> keys, Optional<Ready> newest, Instant at) {}

  /// A ring over stored keys.
  ///
  /// @param signs how long a key signs
  /// @param longest life of any token
  public KeyRing(
      SigningKeyStore store,
      Duration signs,
      Duration longest,
      InstantSource clock,
      SecureRandom random) {
    this.store = store;
    this.signs = signs;
    this.longest = longest;
    this.clock = clock;
    this.random = random;
  }

  /// The key to sign with now; makes one where there is none or the newest is past its time.
  Ready current() throws StoreException {
    var now = clock.instant();
    var newest = fresh(now, REFRESH).newest();
    return newest.isPresent() && signsAt(newest.get().key(), now) ? newest.get() : replace(now);
  }

  /// The key of a token.
  Optional<Ready> find(String id) throws StoreException {
    var now = clock.instant();
    var found = Optional.ofNullable(fresh(now, REFRESH).keys().get(id));
    return found.isPresent() ? found : Optional.ofNullable(fresh(now, LOOK).keys().get(id));
  }

  private boolean signsAt(SigningKey key, Instant now) {
    return now.isBefore(key.created().plus(signs));
  }

  private boolean ended(SigningKey key, Instant now) {
    return now.isAfter(key.created().plus(signs).plus(longest).plus(MARGIN));
  }

  private Loaded fresh(Instant now, Duration age) throws StoreException {
    var have = loaded;
    return now.minus(age).isBefore(have.at()) ? have : load(now, age);
  }

  private synchronized Loaded load(Instant now, Duration age) throws StoreException {
    if (now.minus(age).isBefore(loaded.at())) {
      return loaded;
    }
    return reload(now);
  }

  private synchronized Ready replace(Instant now) throws StoreException {
    // Another replica, or another thread here, may have been first.
    var newest = reload(now).newest();
    if (newest.isPresent() && signsAt(newest.get().key(), now)) {
      return newest.get();
    }
    for (var key : store.keys()) {
      if (ended(key, now)) {
        store.remove(key.id());
      }
    }
    var secret = new byte[SigningKey.SECRET];
    random.nextBytes(secret);
    var id = new byte[ID];
    random.nextBytes(id);
    var key = new SigningKey(HexFormat.of().formatHex(id), secret, now);
    store.add(key);
    reload(now);
    return ready(key);
  }

  private Loaded reload(Instant now) throws StoreException {
    var keys = new HashMap<String, Ready>();
    for (var key : store.keys()) {
      if (!ended(key, now)) {
        keys.put(key.id(), ready(key));
      }
    }
    var newest = keys.values().stream().max(Comparator.comparing(each -> each.key().created()));
    loaded = new Loaded(Map.copyOf(keys), newest, now);
    return loaded;
  }

  private static Ready ready(SigningKey key) {
    try {
      return new Ready(key, new MACSigner(key.secret()), new MACVerifier(key.secret()));
    } catch (JOSEException e) {
      throw new IllegalStateException("32 bytes are a key for HMAC-SHA-256", e);
    }
  }
}
