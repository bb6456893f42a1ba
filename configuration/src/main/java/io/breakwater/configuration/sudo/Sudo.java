package io.breakwater.configuration.sudo;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Installed;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.system.Memberships;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.ImageFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The sudo of an image and what its policy says.
///
/// @param main the main file
/// @param owners whether an image says whose files are
record Sudo(Installed installed, Policy policy, Access access, ImageFile main, boolean owners) {
  static Sudo of(ImageInventory image, Installed installed, ImageFile main) {
    var policy = Reader.read(image, main.path());
    return new Sudo(
        installed,
        policy,
        new Access(policy, Memberships.of(image.files())),
        main,
        image.config().isPresent());
  }

  /// What fails fails; where nothing does and something could not be read nobody can tell.
  /// Until 1.9.3 sudo refused to work over a bad line.
  Outcome outcome(List<Failure> failures) {
    var problems = policy.problems();
    var works = installed.atLeast(1, 9, 3).orElse(true);
    if (!problems.isEmpty() && (failures.isEmpty() || !works)) {
      return new Outcome.CannotTell(
          problems.getFirst()
              + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
    }
    if (access.exhausted()) {
      return new Outcome.CannotTell(main.path() + ": its aliases name each other too often");
    }
    return Rule.outcome(failures);
  }

  /// The settings of a name that count and are for others than root.
  List<Setting> settings(String name, Predicate<Setting> accepted) {
    return policy.effective(name, accepted).stream().filter(access::concerns).toList();
  }

  /// A setting that is on or off; sudo passes over one with a value.
  static boolean isFlag(Setting setting) {
    return setting.value() == null;
  }

  static boolean isSet(Setting setting) {
    return setting.operation() == Setting.Operation.SET;
  }

  Optional<Setting> flag(String name) {
    return policy.global(name, Sudo::isFlag);
  }

  static Failure at(Setting setting, String action) {
    var file = setting.file();
    return new Failure(file.path(), setting.line(), file.layer(), setting.words() + ": " + action);
  }

  /// Tells of a setting that is nowhere; what could not be read may have it.
  void missing(List<Failure> failures, String action) {
    if (policy.problems().isEmpty()) {
      failures.add(new Failure(main.path(), 0, main.layer(), action));
    }
  }
}
