package io.breakwater.accounts.passwords;

/// What one Argon2id hash costs (RFC 9106 section 3.1).
///
/// @param memory KiB, 8 for each lane at least, 1 GiB at most
/// @param passes over the memory, 1 to 64
/// @param lanes 1 to 16
public record Argon2Cost(int memory, int passes, int lanes) {
  /// OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. About 32 ms here.
  public static final Argon2Cost STANDARD = new Argon2Cost(19 * 1024, 2, 1);

  private static final int MOST_MEMORY = 1024 * 1024;
  private static final int MOST_PASSES = 64;
  private static final int MOST_LANES = 16;

  /// Bounds what a stored hash can make a login cost.
  public Argon2Cost {
    if (lanes < 1 || lanes > MOST_LANES || passes < 1 || passes > MOST_PASSES) {
      throw new IllegalArgumentException("lanes or passes out of bounds");
    }
    if (memory < 8 * lanes || memory > MOST_MEMORY) {
      throw new IllegalArgumentException("memory out of bounds");
    }
  }
}
