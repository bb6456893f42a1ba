package io.breakwater.configuration.sudo;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.inventory.Ecosystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules on how commands run, and on what is written of them.
final class EnvironmentRules {
  private static final List<String> LOGS =
      List.of("logfile", "log_servers", "log_output", "log_stdout", "log_ttyout");

  /// With which a program loads or runs what the user says.
  private static final Set<String> CODE =
      Set.of(
          "*",
          "BASH_ENV",
          "ENV",
          "GCONV_PATH",
          "IFS",
          "JAVA_TOOL_OPTIONS",
          "NODE_OPTIONS",
          "PERL5DB",
          "PERL5LIB",
          "PERL5OPT",
          "PERLLIB",
          "PS4",
          "PYTHONHOME",
          "PYTHONPATH",
          "PYTHONSTARTUP",
          "RUBYLIB",
          "RUBYOPT",
          "SHELLOPTS");

  private static final List<String> SCRATCH = List.of("/tmp", "/var/tmp", "/dev/shm");

  private EnvironmentRules() {}

  static Outcome terminal(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var setting : sudo.settings("use_pty", Sudo::isFlag)) {
      if (!Sudo.isSet(setting)) {
        failures.add(Sudo.at(setting, "commands share the user's terminal: write \"use_pty\"."));
      }
    }
    if (sudo.flag("use_pty").isEmpty()) {
      // It is the default since 1.9.14.
      var standard = sudo.installed().atLeast(1, 9, 14);
      if (standard.isEmpty()) {
        return new Outcome.CannotTell(
            "use_pty is not set in "
                + sudo.main().path()
                + ", and the default of this version is"
                + " not known");
      }
      if (!standard.get()) {
        sudo.missing(
            failures,
            "use_pty is not set, and this version then shares the user's terminal: write"
                + " \"Defaults use_pty\".");
      }
    }
    return sudo.outcome(failures);
  }

  static Outcome log(Sudo sudo) {
    for (var name : LOGS) {
      var last = sudo.policy().global(name, one -> one.value() == null || one.value().length() > 1);
      if (last.isPresent() && last.get().operation() != Setting.Operation.NEGATE) {
        return sudo.outcome(List.of());
      }
    }
    var failures = new ArrayList<Failure>();
    sudo.missing(
        failures,
        "Neither a log file nor a log server is set, and syslog rarely runs in a container: write"
            + " \"Defaults logfile=/var/log/sudo.log\".");
    return sudo.outcome(failures);
  }

  static Outcome environment(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    for (var setting : sudo.settings("env_reset", Sudo::isFlag)) {
      if (!Sudo.isSet(setting)) {
        failures.add(Sudo.at(setting, "commands get the user's environment: write \"env_reset\"."));
      }
    }
    for (var setting : sudo.settings("setenv", Sudo::isFlag)) {
      if (Sudo.isSet(setting)) {
        failures.add(Sudo.at(setting, "users set any variable for commands: write \"!setenv\"."));
      }
    }
    for (var kept : kept(sudo).entrySet()) {
      failures.add(
          Sudo.at(
              kept.getValue(),
              "the variable " + kept.getKey() + " lets a user run code: take it from env_keep."));
    }
    return sudo.outcome(failures);
  }

  /// Dangerous variables that are kept at the end, and where each was added.
  private static Map<String, Setting> kept(Sudo sudo) {
    var kept = new LinkedHashMap<String, Map<String, Setting>>();
    for (var setting : sudo.policy().settings()) {
      if (!setting.name().equals("env_keep") || !sudo.access().concerns(setting)) {
        continue;
      }
      var names = kept.computeIfAbsent(setting.words(), words -> new LinkedHashMap<>());
      var value = setting.value() == null ? "" : setting.value();
      if (setting.operation() == Setting.Operation.SET
          || setting.operation() == Setting.Operation.NEGATE) {
        names.clear();
      }
      for (var name : value.split("[ \t]+", -1)) {
        if (setting.operation() == Setting.Operation.REMOVE) {
          names.remove(name);
        } else if (isCode(name)) {
          names.put(name, setting);
        }
      }
    }
    var all = new LinkedHashMap<String, Setting>();
    kept.values().forEach(names -> names.forEach(all::putIfAbsent));
    return all;
  }

  private static boolean isCode(String name) {
    var plain = name.contains("=") ? name.substring(0, name.indexOf('=')) : name;
    return CODE.contains(plain) || plain.startsWith("LD_");
  }

  static Outcome path(Sudo sudo) {
    var failures = new ArrayList<Failure>();
    var settings = sudo.settings("secure_path", EnvironmentRules::isPath);
    for (var setting : settings) {
      var value = setting.value();
      if (value == null) {
        failures.add(Sudo.at(setting, "programs are looked for in the user's PATH: set it."));
        continue;
      }
      for (var folder : value.split(":", -1)) {
        if (!folder.startsWith("/")) {
          failures.add(
              Sudo.at(setting, "\"" + folder + "\" is below whatever folder the user is in."));
        } else if (SCRATCH.stream().anyMatch(one -> (folder + "/").startsWith(one + "/"))) {
          failures.add(Sudo.at(setting, "everybody may put programs into " + folder + "."));
        }
      }
    }
    if (sudo.policy().global("secure_path", EnvironmentRules::isPath).isEmpty()) {
      var owner = sudo.installed().owner();
      if (owner == null || owner.ecosystem() != Ecosystem.DEB) {
        return failures.isEmpty()
            ? new Outcome.CannotTell(
                "secure_path is not set in "
                    + sudo.main().path()
                    + ", and which one this build has"
                    + " is not known")
            : sudo.outcome(failures);
      }
      sudo.missing(
          failures,
          "secure_path is not set, and programs are looked for in the user's PATH: write"
              + " \"Defaults secure_path=...\".");
    }
    return sudo.outcome(failures);
  }

  private static boolean isPath(Setting setting) {
    return setting.value() == null
        ? setting.operation() == Setting.Operation.NEGATE
        : setting.operation() == Setting.Operation.SET;
  }
}
