package io.breakwater.accounts.directory;

/// There is somebody of that name already.
public final class NameTakenException extends Exception {
  /// Somebody has it.
  public NameTakenException(IdentityName name) {
    super("there is a user or service ID called " + name + " already");
  }
}
