package io.breakwater.accounts.passwords;

/// So many passwords are being hashed that this one did not get its turn. Nothing was checked;
/// the same call may succeed in a second (503 with `Retry-After`).
public final class BusyException extends Exception {
  BusyException() {
    super("too many logins at once");
  }
}
