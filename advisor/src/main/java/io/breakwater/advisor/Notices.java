package io.breakwater.advisor;

import io.breakwater.inventory.OperatingSystem;
import java.util.Optional;

/// Security notices under their other names.
final class Notices {
  private static final String RED_HATS = "RHSA-";

  private Notices() {}

  /// Whether CentOS announced Red Hat's notices under numbers of its own: it did for 6 and 7.
  static boolean twins(OperatingSystem os) {
    var major = Distribution.major(os);
    return os.id().equals("centos") && (major.equals("6") || major.equals("7"));
  }

  /// CentOS's name of a notice of Red Hat: the same number.
  static Optional<String> twin(Optional<OperatingSystem> os, String notice) {
    return os.isPresent() && twins(os.get()) && notice.startsWith(RED_HATS)
        ? Optional.of("CESA-" + notice.substring(RED_HATS.length()))
        : Optional.empty();
  }
}
