package io.breakwater.accounts.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Remembers for some minutes which credentials were right, so that clients which send Basic
/// with each request do not cost an Argon2 hash each. Holds no secret: the credentials are
/// under HMAC-SHA-256 with a key that this process made for itself and that is never stored.
///
/// Knows nothing of changes: whoever asks compares the generation of what it finds. Bounded:
/// the longest unused ones are forgotten first. Safe for use by many threads.
///
/// @param <T> what is known of them
final class VerifiedCredentials<T> {
  private static final String HMAC = "HmacSHA256";
  private static final int KEY = 32;

  private final Duration life;
  private final InstantSource clock;
  private final SecretKeySpec key;
  private final Map<Fingerprint, Remembered<T>> entries;

  /// Credentials, unreadable; the same ones in one process only.
  record Fingerprint(String hash) {}

  private record Remembered<T>(T known, Instant until) {}

  /// Remembers so many for so long.
  VerifiedCredentials(int most, Duration life, InstantSource clock, SecureRandom random) {
    this.life = life;
    this.clock = clock;
    var secret = new byte[KEY];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, HMAC);
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Fingerprint, Remembered<T>> eldest) {
            return size() > most;
          }
        };
  }

  /// What a name and a secret are remembered under. A kind, so that no password is taken for a
  /// key; lengths, so that no part of a name is taken for the secret's.
  Fingerprint fingerprint(String kind, String name, String secret) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      var text = kind + '\n' + name.length() + '\n' + name + secret;
      // One char a byte: half the memory of an array with its header, and compared as a whole.
      return new Fingerprint(
          new String(
              mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /// What is known of credentials, if they were right some minutes ago at most.
  synchronized Optional<T> find(Fingerprint credentials) {
    var entry = entries.get(credentials);
    if (entry == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(entry.until())) {
      entries.remove(credentials);
      return Optional.empty();
    }
    return Optional.of(entry.known());
  }

  /// Remembers that they were right just now.
  synchronized void remember(Fingerprint credentials, T known) {
    entries.put(credentials, new Remembered<>(known, clock.instant().plus(life)));
  }

  /// Forgets them: they are right no more.
  synchronized void forget(Fingerprint credentials) {
    entries.remove(credentials);
  }

  synchronized int size() {
    return entries.size();
  }
}
