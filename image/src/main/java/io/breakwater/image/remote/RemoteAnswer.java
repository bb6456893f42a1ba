package io.breakwater.image.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What came of asking a registry for something: each case is dealt with in its own way by who
/// answers others from it.
public sealed interface RemoteAnswer<T> {
  /// It is there.
  record Found<T>(T value) implements RemoteAnswer<T> {}

  /// It is not there (404).
  ///
  /// @param stated whether the answer is in a registry's words (`{"errors": …}`); a proxy or a
  ///     wrong address says 404, too
  record Absent<T>(boolean stated) implements RemoteAnswer<T> {}

  /// We may not have it.
  ///
  /// @param status 401 or 403
  record Refused<T>(int status) implements RemoteAnswer<T> {}

  /// We have asked too often (429).
  ///
  /// @param after when to ask again, where the registry says it
  record Limited<T>(Optional<Duration> after) implements RemoteAnswer<T> {}

  /// No answer, or none that means anything: the network, 5xx, content of another digest.
  ///
  /// @param after when to ask again, where the registry says it
  record Failed<T>(String why, Optional<Duration> after) implements RemoteAnswer<T> {
    static <T> Failed<T> of(String why) {
      return new Failed<>(why, Optional.empty());
    }
  }

  /// The same, of something else where there is something.
  default <R> RemoteAnswer<R> map(Function<T, R> function) {
    return switch (this) {
      case Found<T>(var value) -> new Found<>(function.apply(value));
      case Absent<T>(var stated) -> new Absent<>(stated);
      case Refused<T>(var status) -> new Refused<>(status);
      case Limited<T>(var after) -> new Limited<>(after);
      case Failed<T>(var why, var after) -> new Failed<>(why, after);
    };
  }
}
