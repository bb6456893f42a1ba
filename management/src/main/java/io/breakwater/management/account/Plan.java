package io.breakwater.management.account;

import java.util.Optional;
import java.util.OptionalLong;

/// What an account may have its quotas set to, in the words of the original's plans: there it is
/// what is paid for, here it is a ceiling that a Manager gives the account.
///
/// The figures of the free plan are the original's ("Managing quota limits for storage and pull
/// traffic": 512 MB of storage, 5,120 MB of pull traffic a month).
public enum Plan {
  /// At most 512 MiB of storage and 5 GiB of pulls a month.
  FREE("Free", OptionalLong.of(512 * Plan.MEGABYTE), OptionalLong.of(5_120 * Plan.MEGABYTE)),
  /// No ceiling. Every account begins with it.
  STANDARD("Standard", OptionalLong.empty(), OptionalLong.empty());

  /// What the original calls one: the Go SDK's integration test sets 500 and reads 524,288,000.
  public static final long MEGABYTE = 1024 * 1024;

  private final String label;
  private final OptionalLong storage;
  private final OptionalLong traffic;

  Plan(String label, OptionalLong storage, OptionalLong traffic) {
    this.label = label;
    this.storage = storage;
    this.traffic = traffic;
  }

  /// As the API writes it.
  public String label() {
    return label;
  }

  /// Reads a label, in any case.
  public static Optional<Plan> parse(String text) {
    for (var plan : values()) {
      if (plan.label.equalsIgnoreCase(text)) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  /// The most bytes of storage that the quota may be; empty without a ceiling.
  public OptionalLong storage() {
    return storage;
  }

  /// The most bytes of pulls a month that the quota may be; empty without a ceiling.
  public OptionalLong traffic() {
    return traffic;
  }
}
