package io.breakwater.advisories.database;

/// A database whose checksum holds and whose content contradicts itself. No build makes such a
/// file and [AdvisoryDatabase#verify()] finds it; look-ups throw this rather than answer.
public final class DamagedDatabaseException extends RuntimeException {
  DamagedDatabaseException(String message) {
    super(message);
  }

  DamagedDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
