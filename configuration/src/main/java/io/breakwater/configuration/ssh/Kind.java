package io.breakwater.configuration.ssh;

/// What the arguments of a setting are, and so which ones the server refuses.
enum Kind {
  /// `yes` or `no`.
  FLAG,
  /// One word of [Keyword#words].
  WORD,
  /// A number from 0.
  NUMBER,
  /// Seconds, with units: `2m30s`.
  TIME,
  /// One argument.
  TEXT,
  /// Any number of arguments, none of them empty.
  LIST,
  /// A list of algorithms of [Algorithms], with `+`, `-` or `^` before it.
  ALGORITHMS,
  /// The rest of the line.
  LINE,
  /// An absolute path with arguments, or `none`.
  COMMAND,
  PORT,
  LISTEN,
  USERS,
  ENVIRONMENT_NAMES,
  ENVIRONMENT,
  USER_ENVIRONMENT,
  SUBSYSTEM,
  MAX_STARTUPS,
  NET_BLOCK,
  SOURCE_STARTUPS,
  REKEY,
  OPEN,
  QUALITY_OF_SERVICE,
  METHODS,
  MASK,
  KEY_OPTIONS,
  TIMEOUTS,
  TIME_OR_NONE,
  LOG_VERBOSE,
  ROUTING,
  INCLUDE,
  MATCH,
  /// Taken and not heeded, whatever follows.
  IGNORED
}
