package io.breakwater.configuration;

import java.util.List;

/// What a check says of an image.
public sealed interface Outcome {
  /// The configuration follows the practice.
  record Pass() implements Outcome {}

  /// It does not.
  ///
  /// @param failures at least one, by file and line; not more than [#MOST]
  record Fail(List<Failure> failures) implements Outcome {
    /// As many places as are told of one check; the last one says how many more there are.
    public static final int MOST = 20;

    public Fail {
      failures = List.copyOf(failures);
      if (failures.isEmpty()) {
        throw new IllegalArgumentException("a check that fails fails somewhere");
      }
    }
  }

  /// What the check is about is not in the image, or not in use.
  ///
  /// @param why for people
  record NotApplicable(String why) implements Outcome {}

  /// The configuration could not be read or followed to the end, or the program's version, and so
  /// its default, is not known.
  ///
  /// @param why for people, with file and line where there are any
  record CannotTell(String why) implements Outcome {}
}
