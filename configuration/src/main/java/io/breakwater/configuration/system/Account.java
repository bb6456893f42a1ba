package io.breakwater.configuration.system;

/// A line of `/etc/passwd`, see passwd(5).
///
/// @param password `x` where the password is in `/etc/shadow`, empty for none
/// @param uid user, 0 to 2^32 - 1
/// @param gid group
/// @param shell empty stands for `/bin/sh`
/// @param line from 1
record Account(
    String name, String password, long uid, long gid, String home, String shell, int line) {
  /// Whether somebody who logs in gets a shell.
  boolean hasShell() {
    var program = shell.substring(shell.lastIndexOf('/') + 1);
    return switch (program) {
      case "nologin", "false", "true", "sync", "shutdown", "halt", "null" -> false;
      default -> true;
    };
  }
}
