package io.breakwater.configuration.sudo;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import java.util.ArrayList;

/// The rules on the files themselves.
final class FileRules {
  private FileRules() {}

  static Outcome writable(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var file : sudo.policy().files()) {
      var others = (file.mode() & 0002) != 0;
      var group = (file.mode() & 0020) != 0;
      if (others || group) {
        failures.add(
            new Failure(
                file.path(),
                0,
                file.layer(),
                (others ? "Everybody" : "The group " + file.gid())
                    + " may change the file: run \"chmod 0440 "
                    + file.path()
                    + "\"."));
      }
      if (sudo.owners() && file.uid() != 0) {
        failures.add(
            new Failure(
                file.path(),
                0,
                file.layer(),
                "The file belongs to user "
                    + file.uid()
                    + ": run \"chown root:root "
                    + file.path()
                    + "\"."));
      }
    }
    // A file that sudo passes over for its permissions is told here, and not as a problem.
    return failures.isEmpty() ? sudo.outcome(failures) : Rule.outcome(failures);
  }

  static Outcome readable(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var file : sudo.policy().files()) {
      if ((file.mode() & 0004) != 0) {
        failures.add(
            new Failure(
                file.path(),
                0,
                file.layer(),
                "Everybody may read the file: run \"chmod 0440 " + file.path() + "\"."));
      }
    }
    return sudo.outcome(failures);
  }
}
