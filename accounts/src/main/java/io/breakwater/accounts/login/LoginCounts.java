package io.breakwater.accounts.login;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How many logins came to what. Safe for use by many threads.
public final class LoginCounts {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder slowed = new LongAdder();
  private final LongAdder busy = new LongAdder();

  void count(LoginResult result) {
    var counter =
        switch (result) {
          case LoginResult.Accepted _ -> accepted;
          case LoginResult.Refused _ -> refused;
          case LoginResult.Slowed _ -> slowed;
          case LoginResult.Busy _ -> busy;
        };
    counter.increment();
  }

  /// By outcome: `accepted`, `refused`, `slowed`, `busy`.
  public Map<String, Long> all() {
    return Map.of(
        "accepted", accepted.sum(),
        "refused", refused.sum(),
        "slowed", slowed.sum(),
        "busy", busy.sum());
  }
}
