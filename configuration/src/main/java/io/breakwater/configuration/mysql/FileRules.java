package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What concerns the files themselves: secrets in them, and who may write to them.
final class FileRules {
  /// Options whose values are secrets, in whatever group.
  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "wsrep-sst-auth",
          "master-password",
          "report-password",
          "keyring-migration-password",
          "ssl-passphrase");

  /// What clients and the entrypoints of the official images read.
  private static final Set<String> VARIABLES =
      Set.of(
          "MYSQL_PWD",
          "MYSQL_PASSWORD",
          "MYSQL_ROOT_PASSWORD",
          "MYSQL_ALLOW_EMPTY_PASSWORD",
          "MARIADB_PASSWORD",
          "MARIADB_ROOT_PASSWORD",
          "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD");

  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "password",
              Weight.HIGH,
              "No option file holds a password: who has the image has it.",
              Rule.MYSQL + "password-security-user.html",
              "no password in option files; mount it when the container starts",
              List.of(),
              FileRules::passwords),
          Rule.of(
              "environment",
              Weight.HIGH,
              "The image sets no password of the database in its environment, and does not allow an empty one: who has the image has it.",
              Rule.CIS + "1.4; " + Rule.MYSQL + "environment-variables.html",
              "no MYSQL_PWD in the image; give passwords to the container as files when it starts",
              List.of(),
              FileRules::environment),
          Rule.of(
              "option_files",
              Weight.MEDIUM,
              "Every option file is read to its end: the server passes over those that everybody may write to, and stops in those with a mistake.",
              Rule.MYSQL + "option-files.html",
              "chmod 644 on every option file",
              List.of(),
              FileRules::oddities),
          Rule.of(
              "datadir",
              Weight.HIGH,
              "Nobody but the server's account may write to the data directory.",
              Rule.CIS + "3.1; " + Rule.MYSQL + "server-system-variables.html#sysvar_datadir",
              "chmod 750 /var/lib/mysql",
              List.of("datadir"),
              FileRules::data));

  private FileRules() {}

  private static Outcome passwords(Facts facts) {
    var failures = new ArrayList<Failure>();
    for (var line : facts.read().lines()) {
      var option = plain(line.name());
      var value = line.value();
      if (SECRETS.contains(option) && value != null && !value.isEmpty()) {
        failures.add(
            failure(
                line.place(),
                "%s has a value in group [%s]: remove it, change that password, and give it to the container when it starts."
                    .formatted(option, line.group())));
      }
    }
    return failures.isEmpty()
        ? unread(facts.read()).<Outcome>map(Outcome.CannotTell::new).orElse(Facts.PASS)
        : outcome(failures);
  }

  /// What the server does not read may hold a password all the same.
  private static Optional<String> unread(OptionFiles files) {
    return files
        .refusal()
        .or(() -> files.doubts().stream().map(OptionFiles.Doubt::why).findFirst())
        .or(
            () ->
                files.oddities().stream()
                    .map(one -> one.place() + ": the file is not read to its end")
                    .findFirst());
  }

  /// Clients take any beginning of the name that is no other option's.
  private static String plain(String name) {
    var plain = name.replace('_', '-');
    plain = plain.startsWith("loose-") ? plain.substring("loose-".length()) : plain;
    return plain.length() >= 4 && "password".startsWith(plain) ? "password" : plain;
  }

  private static Outcome environment(Facts facts) {
    var env = facts.env();
    if (env == null) {
      return new Outcome.NotApplicable("A root file system sets no environment.");
    }
    var failures = new ArrayList<Failure>();
    for (var one : env) {
      var equals = one.indexOf('=');
      var name = equals < 0 ? one : one.substring(0, equals);
      if (VARIABLES.contains(name) && equals >= 0 && equals + 1 < one.length()) {
        failures.add(
            new Failure(
                "config: environment variable " + name,
                0,
                -1,
                "The image sets %s: take that line out of the Dockerfile, and give it to the container when it starts."
                    .formatted(name)));
      }
    }
    return outcome(failures);
  }

  private static Outcome oddities(Facts facts) {
    var failures = new ArrayList<Failure>();
    for (var one : facts.read().oddities()) {
      failures.add(failure(one.place(), one.action()));
    }
    if (failures.isEmpty() && facts.read().refusal().isPresent()) {
      return new Outcome.CannotTell(facts.read().refusal().get());
    }
    if (failures.isEmpty() && !facts.read().doubts().isEmpty()) {
      return new Outcome.CannotTell(facts.read().doubts().getFirst().why());
    }
    return outcome(failures);
  }

  private static Outcome data(Facts facts) {
    var directory = facts.given("datadir").map(Setting::text).orElse("/var/lib/mysql");
    var plain =
        directory.length() > 1 && directory.endsWith("/")
            ? directory.substring(0, directory.length() - 1)
            : directory;
    var failures = new ArrayList<Failure>();
    for (var one : facts.files().special()) {
      var inside = one.path().equals(plain) || one.path().startsWith(plain + "/");
      if (inside && (one.mode() & 2) != 0) {
        failures.add(
            new Failure(
                one.path(),
                0,
                one.layer(),
                "Everybody may write to %s: take that away with \"chmod o-w %s\"."
                    .formatted(one.path(), one.path())));
      }
    }
    return outcome(failures);
  }

  private static Failure failure(Place place, String action) {
    return new Failure(place.file(), place.line(), place.layer(), action);
  }

  private static Outcome outcome(List<Failure> failures) {
    if (failures.isEmpty()) {
      return Facts.PASS;
    }
    var most = Outcome.Fail.MOST;
    if (failures.size() <= most) {
      return new Outcome.Fail(failures);
    }
    var told = new ArrayList<>(failures.subList(0, most - 1));
    var next = failures.get(most - 1);
    told.add(
        new Failure(
            next.file(),
            next.line(),
            next.layer(),
            next.correctiveAction() + " There are %d more.".formatted(failures.size() - most)));
    return new Outcome.Fail(told);
  }
}
