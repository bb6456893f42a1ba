package io.breakwater.configuration.sudo;

/// A token of a sudoers file.
///
/// @param text of names, words, paths and commands with their arguments; empty for marks
/// @param line from 1
record Token(Kind kind, String text, int line) {
  /// What a token is.
  enum Kind {
    COMMAND,
    ALIAS,
    DEFAULT_NAME,
    NETWORK,
    NETGROUP,
    GROUP,
    WORD,
    DIGEST,
    DIGEST_NAME,
    DEFAULTS,
    DEFAULTS_HOST,
    DEFAULTS_USER,
    DEFAULTS_RUN_AS,
    DEFAULTS_COMMAND,
    USER_ALIAS,
    HOST_ALIAS,
    RUN_AS_ALIAS,
    COMMAND_ALIAS,
    INCLUDE,
    INCLUDE_FOLDER,
    TAG,
    ALL,
    /// `CWD`, `TIMEOUT` and others that `=` follows.
    OPTION,
    COMMA,
    COLON,
    EQUALS,
    ADD,
    REMOVE,
    NOT,
    OPEN,
    CLOSE,
    NEWLINE,
    END,
    BAD
  }
}
