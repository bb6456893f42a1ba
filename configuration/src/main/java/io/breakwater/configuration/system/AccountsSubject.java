package io.breakwater.configuration.system;

import static io.breakwater.configuration.Weight.HIGH;
import static io.breakwater.configuration.Weight.LOW;
import static io.breakwater.configuration.Weight.MEDIUM;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Subject;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.ImageFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Checks of the accounts: passwords, identifiers, shells.
public final class AccountsSubject implements Subject {
  private static final String CIS =
      "CIS Debian Linux 12 Benchmark, 7.2 Local User and Group Settings";

  private static final List<Rule<Accounts>> RULES =
      List.of(
          rule(
              "accounts.empty_password",
              HIGH,
              "No account can be entered without a password.",
              "CIS Debian Linux 12 Benchmark, 7.2.2 Ensure /etc/shadow password fields are not"
                  + " empty",
              "root:*:19000:0:99999:7:::",
              AccountsSubject::emptyPasswords),
          rule(
              "accounts.uid_zero",
              HIGH,
              "Only root has the user ID 0: another account with it is root under another name.",
              "CIS Debian Linux 12 Benchmark, 5.4.2.1 Ensure root is the only UID 0 account",
              "root:x:0:0:root:/root:/bin/sh, and no other account with 0",
              each(
                  account -> account.uid() == 0 && !account.name().equals("root"),
                  (accounts, account) ->
                      account.name()
                          + " has the user ID 0 and so all of root's rights: give it an ID of its"
                          + " own, or remove it.")),
          rule(
              "accounts.duplicate_uid",
              MEDIUM,
              "No two accounts share a user ID, for they own each other's files and processes.",
              "CIS Debian Linux 12 Benchmark, 7.2.5 Ensure no duplicate UIDs exist",
              "each user ID once in /etc/passwd",
              accounts ->
                  duplicates(
                      accounts.accounts(),
                      // Others with root's are told by accounts.uid_zero.
                      account -> account.uid() == 0 ? "" : Long.toString(account.uid()),
                      accounts.passwd(),
                      Account::line,
                      (one, first) ->
                          one.name()
                              + " has the same user ID "
                              + one.uid()
                              + " as "
                              + first.name()
                              + ": give it an ID of its own, or remove it.")),
          rule(
              "accounts.duplicate_gid",
              LOW,
              "No two groups share a group ID.",
              "CIS Debian Linux 12 Benchmark, 7.2.6 Ensure no duplicate GIDs exist",
              "each group ID once in /etc/group",
              accounts ->
                  duplicates(
                      accounts.groups(),
                      group -> Long.toString(group.gid()),
                      accounts.group(),
                      Group::line,
                      (one, first) ->
                          one.name()
                              + " has the same group ID "
                              + one.gid()
                              + " as "
                              + first.name()
                              + ": give it an ID of its own, or remove it.")),
          rule(
              "accounts.duplicate_user",
              MEDIUM,
              "No account is named twice: programs differ in which of the two they take.",
              "CIS Debian Linux 12 Benchmark, 7.2.7 Ensure no duplicate user names exist",
              "each name once in /etc/passwd",
              accounts ->
                  duplicates(
                      accounts.accounts(),
                      Account::name,
                      accounts.passwd(),
                      Account::line,
                      (one, first) ->
                          one.name()
                              + " is in line "
                              + first.line()
                              + " already: remove one of the"
                              + " two.")),
          rule(
              "accounts.duplicate_group",
              LOW,
              "No group is named twice.",
              "CIS Debian Linux 12 Benchmark, 7.2.8 Ensure no duplicate group names exist",
              "each name once in /etc/group",
              accounts ->
                  duplicates(
                      accounts.groups(),
                      Group::name,
                      accounts.group(),
                      Group::line,
                      (one, first) ->
                          one.name()
                              + " is in line "
                              + first.line()
                              + " already: remove one of the"
                              + " two.")),
          rule(
              "accounts.password_in_passwd",
              HIGH,
              "Password hashes are in /etc/shadow, for everybody can read /etc/passwd.",
              "CIS Debian Linux 12 Benchmark, 7.2.1 Ensure accounts in /etc/passwd use shadowed"
                  + " passwords",
              "root:x:0:0:root:/root:/bin/sh",
              each(
                  account -> PasswordHash.of(account.password()).usable(),
                  (accounts, account) ->
                      "The password hash of "
                          + account.name()
                          + " can be read by everybody: run"
                          + " \"pwconv\", and set another password.")),
          rule(
              "accounts.weak_hash",
              MEDIUM,
              "Passwords are stored with yescrypt, SHA-512 or bcrypt: hashes with DES and MD5 are"
                  + " found out in hours.",
              "https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html",
              "root:$y$…",
              AccountsSubject::weakHashes),
          rule(
              "accounts.root_password",
              MEDIUM,
              "Root has no password in an image: every container made from it has the same one, and"
                  + " whoever has the image can search for it.",
              "CIS Docker Benchmark 1.6, 4.10 Ensure secrets are not stored in Dockerfiles",
              "root:*:19000:0:99999:7:::",
              accounts -> usablePasswords(accounts, true)),
          rule(
              "accounts.user_password",
              LOW,
              "Accounts have no password in an image: every container made from it has the same"
                  + " one, and whoever has the image can search for it.",
              "CIS Docker Benchmark 1.6, 4.10 Ensure secrets are not stored in Dockerfiles",
              "app:!:19000:0:99999:7:::",
              accounts -> usablePasswords(accounts, false)),
          rule(
              "accounts.system_shell",
              LOW,
              "Accounts of services have no login shell.",
              "CIS Debian Linux 12 Benchmark, 5.4.2.7 Ensure system accounts do not have a valid"
                  + " login shell",
              "postgres:x:70:70::/var/lib/postgresql:/usr/sbin/nologin",
              each(
                  account -> account.uid() > 0 && account.uid() < 500 && account.hasShell(),
                  (accounts, account) ->
                      account.name()
                          + " is an account of a service and has the shell "
                          + (account.shell().isEmpty() ? "/bin/sh" : account.shell())
                          + ": write /usr/sbin/nologin or /sbin/nologin.")),
          rule(
              "accounts.nis_entries",
              MEDIUM,
              "No line of passwd, shadow and group begins with \"+\": where the directory service"
                  + " is off, some programs take it for an account.",
              CIS,
              "no line that begins with \"+\"",
              AccountsSubject::compatEntries));

  private static Rule<Accounts> rule(
      String id,
      io.breakwater.configuration.Weight weight,
      String practice,
      String reference,
      String good,
      Function<Accounts, Outcome> judge) {
    return new Rule<>(Check.ofSystem(id, weight, practice, reference, good), judge);
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public List<Check> checks() {
    return Rule.checks(RULES);
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var accounts = Accounts.of(image.files());
    if (!accounts.unread().isEmpty()) {
      return Rule.all(RULES, new Outcome.CannotTell(accounts.unread().getFirst()));
    }
    if (accounts.passwd() == null) {
      return Rule.all(RULES, new Outcome.NotApplicable("The image has no /etc/passwd."));
    }
    return RULES.stream().map(rule -> rule.of(accounts)).toList();
  }

  private interface Test {
    boolean fails(Account account);
  }

  private static Function<Accounts, Outcome> each(
      Test test, BiFunction<Accounts, Account, String> action) {
    return accounts -> {
      var failures = new ArrayList<Failure>();
      for (var account : accounts.accounts()) {
        if (test.fails(account)) {
          failures.add(at(accounts.passwd(), account.line(), action.apply(accounts, account)));
        }
      }
      return Rule.outcome(failures);
    };
  }

  private static Failure at(@Nullable ImageFile file, int line, String action) {
    return file == null
        ? new Failure(Accounts.PASSWD, line, -1, action)
        : new Failure(file.path(), line, file.layer(), action);
  }

  /// The place of an account's password: its line of shadow, or of passwd.
  private static Failure atPassword(Accounts accounts, Account account, String action) {
    var shadow = accounts.shadowOf(account.name());
    return PasswordHash.of(account.password()) == PasswordHash.SHADOWED && shadow.isPresent()
        ? at(accounts.shadow(), shadow.get().line(), action)
        : at(accounts.passwd(), account.line(), action);
  }

  private static Outcome emptyPasswords(Accounts accounts) {
    var failures = new ArrayList<Failure>();
    for (var account : accounts.accounts()) {
      if (accounts.hash(account) == PasswordHash.EMPTY) {
        var action =
            account.name()
                + " has no password, and whoever knows the name gets in: write \"*\" into the"
                + " password field of /etc/shadow, or run \"passwd -l "
                + account.name()
                + "\".";
        failures.add(atPassword(accounts, account, action));
      }
    }
    return Rule.outcome(failures);
  }

  private static Outcome weakHashes(Accounts accounts) {
    var failures = new ArrayList<Failure>();
    for (var account : accounts.accounts()) {
      var hash = accounts.hash(account);
      if (hash.weak()) {
        var action =
            "The password of "
                + account.name()
                + " is stored with "
                + hash.scheme()
                + ": set another password with yescrypt or SHA-512, or lock the account.";
        failures.add(atPassword(accounts, account, action));
      }
    }
    return Rule.outcome(failures);
  }

  private static Outcome usablePasswords(Accounts accounts, boolean root) {
    var failures = new ArrayList<Failure>();
    for (var account : accounts.accounts()) {
      if (accounts.hash(account).usable() && root == (account.uid() == 0)) {
        var action =
            account.name()
                + " has a password that every container of the image shares: run"
                + " \"passwd -l "
                + account.name()
                + "\", and set one when the container starts if"
                + " it needs one.";
        failures.add(atPassword(accounts, account, action));
      }
    }
    return Rule.outcome(failures);
  }

  private static Outcome compatEntries(Accounts accounts) {
    var failures = new ArrayList<Failure>();
    for (var entry : accounts.compat()) {
      var action = "The line begins with \"+\" and includes accounts of NIS: remove it.";
      failures.add(at(entry.file(), entry.line(), action));
    }
    return Rule.outcome(failures);
  }

  /// Entries whose key another one before them has; an empty key is not compared.
  private static <T> Outcome duplicates(
      List<T> entries,
      Function<T, String> key,
      @Nullable ImageFile file,
      ToLongFunction<T> line,
      BiFunction<T, T, String> action) {
    var seen = new HashMap<String, T>();
    var failures = new ArrayList<Failure>();
    for (var entry : entries) {
      var first = key.apply(entry).isEmpty() ? null : seen.putIfAbsent(key.apply(entry), entry);
      if (first != null) {
        failures.add(at(file, (int) line.applyAsLong(entry), action.apply(entry, first)));
      }
    }
    return Rule.outcome(failures);
  }
}
