package io.breakwater.configuration.sudo;

/// A name in a list: a user, host or command.
///
/// @param text as sudo reads it, quotes and backslashes gone; a command with its arguments
/// @param negated whether `!` is before it
/// @param digests the checksums a command must have, as written, empty for none
record Member(Kind kind, String text, boolean negated, String digests) {
  /// What is named.
  enum Kind {
    ALL,
    ALIAS,
    WORD,
    GROUP,
    NETGROUP,
    NETWORK,
    COMMAND,
    /// Whoever runs sudo: an empty list of users to run as.
    MYSELF
  }

  boolean isAll() {
    return kind == Kind.ALL;
  }

  /// As cvtsudoers(1) writes it.
  @Override
  public String toString() {
    return digests + (negated ? "!" : "") + text;
  }
}
