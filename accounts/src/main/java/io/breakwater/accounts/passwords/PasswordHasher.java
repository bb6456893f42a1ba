package io.breakwater.accounts.passwords;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes passwords with Argon2id (RFC 9106), a few at a time: each takes
/// [Argon2Cost#memory()], and a thousand logins at once would otherwise take the heap.
///
/// Safe for use by many threads.
public final class PasswordHasher {
  /// RFC 9106 section 4.
  private static final int SALT = 16;

  private static final int HASH = 32;

  private final Argon2Cost cost;
  private final Semaphore turns;
  private final Duration patience;
  private final SecureRandom random;
  private final PasswordHash nobody;

  /// What a password is to a hash.
  public enum Match {
    RIGHT,
    /// Right, and hashed at another cost than today's: store a new hash now that it is known.
    OUTDATED,
    WRONG;

    /// Whether it is the password.
    public boolean right() {
      return this != WRONG;
    }
  }

  /// Hashes at a cost.
  ///
  /// @param atOnce hashes computed at the same time; memory needed is that many times the
  ///     cost's
  /// @param patience how long one waits for its turn
  public PasswordHasher(Argon2Cost cost, int atOnce, Duration patience, SecureRandom random) {
    this.cost = cost;
    this.turns = new Semaphore(atOnce, true);
    this.patience = patience;
    this.random = random;
    // Nothing hashes to zeros that anybody could find.
    this.nobody = new PasswordHash(cost, new byte[SALT], new byte[HASH]);
  }

  /// Hashes a password with a new salt.
  public PasswordHash hash(Password password) throws BusyException {
    var salt = new byte[SALT];
    random.nextBytes(salt);
    return new PasswordHash(cost, salt, inTurn(password, cost, salt, HASH));
  }

  /// Compares a password with a stored hash.
  public Match check(Password password, PasswordHash stored) throws BusyException {
    var hash = inTurn(password, stored.cost(), stored.salt(), stored.length());
    if (!stored.is(hash)) {
      return Match.WRONG;
    }
    return stored.cost().equals(cost) && stored.length() == HASH ? Match.RIGHT : Match.OUTDATED;
  }

  /// Takes as long as [#check] for a user that does not exist, or has no password, so that the
  /// time tells nobody which users there are.
  public void checkNobody(Password password) throws BusyException {
    var _ = check(password, nobody);
  }

  private byte[] inTurn(Password password, Argon2Cost at, byte[] salt, int length)
      throws BusyException {
    try {
      if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      return argon2id(password, at, salt, length);
    } finally {
      turns.release();
    }
  }

  private static byte[] argon2id(Password password, Argon2Cost at, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(at.memory())
            .withIterations(at.passes())
            .withParallelism(at.lanes())
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.bytes(), hash);
    return hash;
  }
}
