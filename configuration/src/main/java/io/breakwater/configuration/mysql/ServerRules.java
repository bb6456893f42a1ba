package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What concerns accounts, the network, files that SQL can reach, and logs.
final class ServerRules {
  private static final String SYSVAR = Rule.MYSQL + "server-system-variables.html#sysvar_";
  private static final String OPTION = Rule.MYSQL + "server-options.html#option_mysqld_";

  /// Everybody's address.
  private static final Set<String> EVERYWHERE = Set.of("", "*", "0.0.0.0", "::", "0");

  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "skip-grant-tables",
              Weight.CRITICAL,
              "The server asks for passwords and checks privileges: with skip-grant-tables everybody is its administrator.",
              Rule.CIS + "4.5; " + OPTION + "skip-grant-tables",
              "no line with skip-grant-tables",
              List.of("skip-grant-tables"),
              mustBeOff("skip-grant-tables", false)),
          Rule.of(
              "user",
              Weight.HIGH,
              "The server does not run as root, so that a fault of it does not give away the container.",
              Rule.CIS + "1.2; " + OPTION + "user",
              "user = mysql",
              List.of("user"),
              ServerRules::user),
          Rule.of(
              "allow-suspicious-udfs",
              Weight.MEDIUM,
              "Functions of shared libraries that were not written for the server cannot be called from SQL.",
              Rule.CIS + "4.3; " + OPTION + "allow-suspicious-udfs",
              "allow-suspicious-udfs = OFF",
              List.of("allow-suspicious-udfs"),
              mustBeOff("allow-suspicious-udfs", false)),
          Rule.of(
              "local_infile",
              Weight.LOW,
              "LOAD DATA LOCAL is off: with it, who can make a client connect can read the client's files.",
              Rule.CIS + "4.4; " + SYSVAR + "local_infile",
              "local_infile = OFF",
              List.of("local-infile"),
              facts ->
                  off(
                      facts,
                      "local-infile",
                      facts.server().isMariaDb() ? Optional.of(true) : before(facts, 8, 0, 2))),
          Rule.of(
              "secure_file_priv",
              Weight.LOW,
              "Statements read and write files in one directory only, or nowhere.",
              Rule.CIS + "4.7; " + SYSVAR + "secure_file_priv",
              "secure_file_priv = /var/lib/mysql-files",
              List.of("secure-file-priv"),
              ServerRules::secureFiles),
          Rule.of(
              "skip-symbolic-links",
              Weight.LOW,
              "Tables are no symbolic links, so that who can write to the data directory cannot reach files elsewhere.",
              Rule.CIS + "4.6; " + OPTION + "symbolic-links",
              "skip-symbolic-links",
              List.of("symbolic-links"),
              facts ->
                  off(
                      facts,
                      "symbolic-links",
                      facts.server().isMariaDb() ? Optional.of(true) : before(facts, 8, 0, 2))),
          Rule.of(
              "bind-address",
              Weight.LOW,
              "The server listens at the addresses that it is needed at, not at all of them.",
              Rule.CIS + "2.9; " + SYSVAR + "bind_address",
              "bind-address = 127.0.0.1",
              List.of("bind-address", "skip-networking"),
              ServerRules::addresses),
          Rule.of(
              "skip-show-database",
              Weight.LOW,
              "Accounts see the names only of databases that they may use.",
              OPTION + "skip-show-database",
              "skip-show-database",
              List.of("skip-show-database"),
              mustBeOn("skip-show-database", false)),
          Rule.of(
              "old_passwords",
              Weight.MEDIUM,
              "New passwords are hashed with the newer method: the old one can be broken at once.",
              SYSVAR + "old_passwords",
              "old_passwords = OFF",
              List.of("old-passwords"),
              ServerRules::oldPasswords),
          Rule.of(
              "secure_auth",
              Weight.MEDIUM,
              "Accounts whose passwords are hashed with the method from before 4.1 are refused.",
              Rule.MARIADB + "server-system-variables/#secure_auth",
              "secure_auth = ON",
              List.of("secure-auth"),
              facts ->
                  on(
                      facts,
                      "secure-auth",
                      facts.server().isMariaDb()
                          ? facts.server().atLeast(10, 1, 7)
                          : facts.server().atLeast(5, 6, 5))),
          Rule.of(
              "default_authentication_plugin",
              Weight.LOW,
              "New accounts of MySQL do not get mysql_native_password, whose hashes are SHA-1 without salt.",
              SYSVAR + "authentication_policy",
              "default_authentication_plugin = caching_sha2_password",
              List.of("default-authentication-plugin", "authentication-policy"),
              ServerRules::authentication),
          Rule.of(
              "password_validation",
              Weight.LOW,
              "A plugin refuses passwords that are too simple.",
              Rule.MARIADB + "password-validation-plugin-api/",
              "plugin_load_add = simple_password_check",
              List.of("plugin-load", "plugin-load-add"),
              ServerRules::validation),
          Rule.of(
              "sql_mode",
              Weight.LOW,
              "SQL mode is strict: values that do not fit are refused, not cut.",
              Rule.CIS + "4.8; " + SYSVAR + "sql_mode",
              "sql_mode = STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
              List.of("sql-mode", "ansi"),
              SqlMode::judge),
          Rule.of(
              "general_log",
              Weight.MEDIUM,
              "The general query log is off: it holds every statement, with the data in it.",
              SYSVAR + "general_log",
              "general_log = OFF",
              List.of("general-log"),
              mustBeOff("general-log", false)),
          Rule.of(
              "log-raw",
              Weight.MEDIUM,
              "Passwords in statements are replaced before MySQL writes them into logs.",
              OPTION + "log-raw",
              "log-raw = OFF",
              List.of("log-raw"),
              facts ->
                  facts.server().isMariaDb()
                      ? new Outcome.NotApplicable("MariaDB passes over this option")
                      : off(facts, "log-raw", Optional.of(false))),
          Rule.of(
              "log_error_verbosity",
              Weight.LOW,
              "Warnings, such as those of refused connections, get into the error log.",
              Rule.CIS + "6.3; " + SYSVAR + "log_error_verbosity",
              "log_error_verbosity = 2, in MariaDB log_warnings = 2",
              List.of("log-error-verbosity", "log-warnings"),
              ServerRules::warnings),
          Rule.of(
              "log_bin",
              Weight.LOW,
              "The binary log is on, without which nothing can be restored to a point in time.",
              Rule.CIS
                  + "2.1.5; "
                  + Rule.MYSQL
                  + "replication-options-binary-log.html#sysvar_log_bin",
              "log_bin = binlog",
              List.of("log-bin"),
              ServerRules::binaryLog));

  private ServerRules() {}

  private static Optional<Boolean> before(Facts facts, int... numbers) {
    return facts.server().atLeast(numbers).map(since -> !since);
  }

  private static Function<Facts, Outcome> mustBeOff(String option, boolean byDefault) {
    return facts -> off(facts, option, Optional.of(byDefault));
  }

  private static Function<Facts, Outcome> mustBeOn(String option, boolean byDefault) {
    return facts -> on(facts, option, Optional.of(byDefault));
  }

  private static Outcome off(Facts facts, String option, Optional<Boolean> byDefault) {
    return wanted(facts, option, false, byDefault);
  }

  private static Outcome on(Facts facts, String option, Optional<Boolean> byDefault) {
    return wanted(facts, option, true, byDefault);
  }

  private static Outcome wanted(
      Facts facts, String option, boolean wanted, Optional<Boolean> byDefault) {
    var set = facts.options().last(option);
    var name = option.startsWith("skip-") ? option : option.replace('-', '_');
    var is = wanted ? "off" : "on";
    var write = wanted ? "ON" : "OFF";
    if (set.isPresent()) {
      return set.get().on() == wanted
          ? Facts.PASS
          : facts.fail(set.get().place(), "%s is %s: %s.".formatted(name, is, mend(name, write)));
    }
    if (byDefault.isEmpty()) {
      return facts.unknownVersion(name);
    }
    return byDefault.get() == wanted
        ? Facts.PASS
        : facts.missing(
            "%s is not specified in %s and is %s by default: write \"%s = %s\" below [mysqld]."
                .formatted(name, facts.main(), is, name, write));
  }

  private static String mend(String name, String write) {
    return name.equals("skip-grant-tables")
        ? "remove that line"
        : "write \"%s = %s\"".formatted(name, write);
  }

  /// Of several users the first one counts.
  private static Outcome user(Facts facts) {
    var set = facts.options().first("user");
    if (set.isEmpty()) {
      return Facts.PASS;
    }
    var name = set.get().text();
    return name.equals("root") || name.equals("0")
        ? facts.fail(set.get().place(), "The server runs as root: write \"user = mysql\".")
        : Facts.PASS;
  }

  private static Outcome secureFiles(Facts facts) {
    var set = facts.options().last("secure-file-priv");
    if (set.isPresent()) {
      return set.get().text().isEmpty()
          ? facts.fail(
              set.get().place(),
              "secure_file_priv is empty, so that statements reach every file that the server can: name a directory.")
          : Facts.PASS;
    }
    if (facts.server().isMySql()) {
      return facts.server().installed().owner() != null
          ? Facts.PASS
          : new Outcome.CannotTell(
              "secure_file_priv is not specified, and its default is compiled into the server");
    }
    return facts.missing(
        "secure_file_priv is not specified in %s, so that statements reach every file that the server can: write \"secure_file_priv = /var/lib/mysql-files\" below [mysqld]."
            .formatted(facts.main()));
  }

  private static Outcome addresses(Facts facts) {
    if (!facts.network()) {
      return new Outcome.NotApplicable("the server takes no connections from the network");
    }
    var set = facts.options().last("bind-address");
    if (set.isEmpty()) {
      return facts.missing(
          "bind-address is not specified in %s, so that the server listens everywhere: write \"bind-address = 127.0.0.1\" or the address that clients use below [mysqld]."
              .formatted(facts.main()));
    }
    for (var one : set.get().text().split(",", -1)) {
      if (EVERYWHERE.contains(one.strip())) {
        return facts.fail(
            set.get().place(),
            "bind-address is \"%s\", which is every address: write \"bind-address = 127.0.0.1\" or the address that clients use."
                .formatted(set.get().text()));
      }
    }
    return Facts.PASS;
  }

  private static Outcome oldPasswords(Facts facts) {
    if (facts.server().isMySql() && facts.server().atLeast(8).orElse(false)) {
      return new Outcome.NotApplicable(facts.server() + " has no such option");
    }
    var set = facts.options().last("old-passwords");
    // MySQL 5.6 and 5.7 have numbers: 1 is the old method, 2 that of SHA-256.
    var bad = set.filter(one -> one.text().equals("1") || (one.on() && facts.server().isMariaDb()));
    return bad.isEmpty()
        ? Facts.PASS
        : facts.fail(bad.get().place(), "old_passwords is on: write \"old_passwords = 0\".");
  }

  private static Outcome authentication(Facts facts) {
    if (facts.server().isMariaDb()) {
      return new Outcome.NotApplicable("MariaDB has no such option");
    }
    var set =
        facts.options().lastOf(Set.of("default-authentication-plugin", "authentication-policy"));
    if (set.isPresent()) {
      return set.get().text().startsWith("mysql_native_password")
          ? facts.fail(
              set.get().place(),
              "New accounts get mysql_native_password: write \"default_authentication_plugin = caching_sha2_password\", from 8.4 on \"authentication_policy = caching_sha2_password\".")
          : Facts.PASS;
    }
    var good = facts.server().atLeast(8, 0, 4);
    if (good.isEmpty()) {
      return facts.unknownVersion("default_authentication_plugin");
    }
    return good.get()
        ? Facts.PASS
        : facts.missing(
            "default_authentication_plugin is not specified in %s and is mysql_native_password by default: write \"default_authentication_plugin = sha256_password\" below [mysqld]."
                .formatted(facts.main()));
  }

  private static Outcome validation(Facts facts) {
    for (var one : facts.options().all()) {
      var name = one.option();
      if (name.equals("plugin-load") || name.equals("plugin-load-add")) {
        var value = one.text();
        if (value.contains("password_check") || value.contains("validate_password")) {
          return Facts.PASS;
        }
      }
    }
    if (facts.server().isMySql()) {
      return new Outcome.NotApplicable(
          "MySQL notes components such as validate_password in its data, not in option files");
    }
    return facts.missing(
        "No option file loads a plugin that refuses simple passwords: write \"plugin_load_add = simple_password_check\" below [mysqld]."
            .formatted());
  }

  private static Outcome warnings(Facts facts) {
    var option = facts.server().isMariaDb() ? "log-warnings" : "log-error-verbosity";
    var set = facts.options().last(option);
    if (set.isPresent()) {
      var value = set.get().text();
      return value.equals("0") || value.equals("1")
          ? facts.fail(
              set.get().place(),
              "%s is %s: write \"%s = 2\"."
                  .formatted(option.replace('-', '_'), value, option.replace('-', '_')))
          : Facts.PASS;
    }
    var good =
        facts.server().isMariaDb()
            ? facts.server().atLeast(10, 2, 4)
            : facts.server().atLeast(5, 7, 2);
    if (good.isEmpty()) {
      return facts.unknownVersion(option.replace('-', '_'));
    }
    return good.get()
        ? Facts.PASS
        : facts.missing(
            "log_warnings is not specified in %s and is 1 by default: write \"log_warnings = 2\" below [mysqld]."
                .formatted(facts.main()));
  }

  /// `skip-log-bin` is its value 0; a name or none at all switches it on.
  private static Outcome binaryLog(Facts facts) {
    var set = facts.options().last("log-bin");
    if (set.isPresent()) {
      return set.get().text().equals("0")
          ? facts.fail(set.get().place(), "The binary log is switched off: remove that line.")
          : Facts.PASS;
    }
    var byDefault =
        facts.server().isMariaDb() ? Optional.of(false) : facts.server().atLeast(8, 0, 3);
    if (byDefault.isEmpty()) {
      return facts.unknownVersion("log_bin");
    }
    return byDefault.get()
        ? Facts.PASS
        : facts.missing(
            "log_bin is not specified in %s, and the binary log is off by default: write \"log_bin = binlog\" below [mysqld]."
                .formatted(facts.main()));
  }
}
