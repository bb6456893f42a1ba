package io.breakwater.configuration.sudo;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The rules on passwords.
final class PasswordRules {
  private static final Pattern MINUTES = Pattern.compile("[+-]?\\d{0,12}(?:\\.\\d{0,9})?");
  private static final List<String> TARGETS = List.of("targetpw", "rootpw", "runaspw");

  private PasswordRules() {}

  static Outcome everybody(Sudo sudo) {
    var other = TARGETS.stream().anyMatch(name -> sudo.flag(name).filter(Sudo::isSet).isPresent());
    return sudo.outcome(other ? List.of() : sudo.access().everybody());
  }

  static Outcome authenticate(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var setting : sudo.settings("authenticate", Sudo::isFlag)) {
      if (!Sudo.isSet(setting)) {
        failures.add(Sudo.at(setting, "sudo asks for no password: remove \"!authenticate\"."));
      }
    }
    for (var setting : sudo.settings("exempt_group", one -> !isAddition(one))) {
      if (setting.value() != null) {
        var action =
            "members of the group "
                + setting.value()
                + " give no password: remove"
                + " \"exempt_group\".";
        failures.add(Sudo.at(setting, action));
      }
    }
    return sudo.outcome(failures);
  }

  static Outcome timeout(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var setting : sudo.settings("timestamp_timeout", PasswordRules::isTimeout)) {
      var minutes = minutes(setting);
      if (minutes.signum() < 0) {
        failures.add(
            Sudo.at(setting, "a password counts for ever: write \"timestamp_timeout=15\"."));
      } else if (minutes.compareTo(BigDecimal.valueOf(15)) > 0) {
        failures.add(
            Sudo.at(
                setting,
                "a password counts for " + minutes + " minutes: write \"timestamp_timeout=15\"."));
      }
    }
    return sudo.outcome(failures);
  }

  private static boolean isTimeout(Setting setting) {
    var value = setting.value();
    return value == null
        ? !Sudo.isSet(setting)
        : !isAddition(setting) && MINUTES.matcher(value).matches();
  }

  private static BigDecimal minutes(Setting setting) {
    var value = setting.value();
    // No digits are 0 to sudo.
    return value == null || value.chars().noneMatch(Character::isDigit)
        ? BigDecimal.ZERO
        : new BigDecimal(value);
  }

  private static boolean isAddition(Setting setting) {
    return setting.operation() == Setting.Operation.ADD
        || setting.operation() == Setting.Operation.REMOVE;
  }

  static Outcome target(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var name : TARGETS) {
      for (var setting : sudo.settings(name, Sudo::isFlag)) {
        if (Sudo.isSet(setting)) {
          failures.add(
              Sudo.at(
                  setting,
                  "the password of another account is asked for: write \"!" + name + "\"."));
        }
      }
    }
    return sudo.outcome(failures);
  }
}
