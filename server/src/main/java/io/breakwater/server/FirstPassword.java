package io.breakwater.server;

import java.nio.file.Path;
import java.util.Optional;

/// The password of the first user, as long as it is the one that the first start made.
///
/// @param password at the first start; empty later
/// @param file that it is kept in, for its owner alone
public record FirstPassword(Optional<String> password, Path file) {
  /// Without the password.
  @Override
  public String toString() {
    return "FirstPassword[" + file + "]";
  }
}
