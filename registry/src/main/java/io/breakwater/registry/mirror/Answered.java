package io.breakwater.registry.mirror;

import io.breakwater.image.remote.RemoteAnswer;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/// What clients are told of answers that hold nothing, and of answers that do not come.
final class Answered {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LIMITED = Duration.ofMinutes(1);

  private Answered() {}

  /// A refusal for what upstream does not give.
  ///
  /// @param what that was asked for, with its name
  static RegistryException refusal(
      RemoteAnswer<?> answer, ErrorCode absent, String what, String host) {
    return switch (answer) {
      case RemoteAnswer.Found<?> found -> throw new IllegalStateException("nothing is refused");
      case RemoteAnswer.Absent<?> none ->
          new RegistryException(
              absent,
              what + " is not known upstream: " + host + " does not have it; check name and tag");
      case RemoteAnswer.Refused<?>(var status) -> refused(what, host, status);
      case RemoteAnswer.Limited<?>(var after) -> limited(what, host, after.orElse(LIMITED));
      case RemoteAnswer.Failed<?>(var why, var after) ->
          unavailable(what, host, after.orElse(SOON));
    };
  }

  static RegistryException refused(String what, String host, int status) {
    return new RegistryException(
        ErrorCode.DENIED,
        what
            + " is refused upstream: "
            + host
            + " answers the mirror with HTTP "
            + status
            + "; check the name, and have the operator check the mirror's credentials");
  }

  static RegistryException limited(String what, String host, Duration after) {
    return new RegistryException(
        ErrorCode.TOOMANYREQUESTS,
        what
            + " is not here yet, and "
            + host
            + " takes no more requests for now; try again in "
            + seconds(after)
            + " seconds",
        new Detail.Busy(Duration.ofSeconds(seconds(after))));
  }

  static RegistryException unavailable(String what, String host, Duration after) {
    return new RegistryException(
        ErrorCode.UNAVAILABLE,
        what
            + " is not here yet, and "
            + host
            + " does not give it now; try again in "
            + seconds(after)
            + " seconds",
        new Detail.Busy(Duration.ofSeconds(seconds(after))));
  }

  /// For what is asked of an upstream that is left alone.
  static RegistryException blocked(String what, String host, Breaker.Blocked blocked) {
    return blocked.limited()
        ? limited(what, host, blocked.left())
        : unavailable(what, host, blocked.left());
  }

  /// Why something is served that upstream was not asked about.
  static Optional<String> why(RemoteAnswer<?> answer, String host) {
    return switch (answer) {
      case RemoteAnswer.Limited<?> limited -> Optional.of(host + " takes no more requests for now");
      case RemoteAnswer.Failed<?> failed -> Optional.of(host + " does not answer");
      // 404 in words that are not a registry's.
      case RemoteAnswer.Absent<?>(var stated) when !stated ->
          Optional.of(host + " does not answer as a registry");
      case RemoteAnswer.Absent<?> absent -> Optional.empty();
      case RemoteAnswer.Found<?> found -> Optional.empty();
      case RemoteAnswer.Refused<?> refused -> Optional.empty();
    };
  }

  private static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }
}
