package io.breakwater.configuration.system;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Subject;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.ImageInventory;
import java.util.List;
import java.util.function.Function;

/// Checks of the rules for passwords: `login.defs` for accounts that are made, `shadow` for those
/// that are there, PAM for what a password must be like. They are of low weight, for few containers
/// let people log in.
public final class PasswordsSubject implements Subject {
  private static final String CIS = "CIS Debian Linux 12 Benchmark, ";

  private static final List<Rule<PasswordRules>> RULES =
      List.of(
          rule(
              "passwords.max_days",
              "Passwords have to be changed after a year at most.",
              CIS + "5.4.1.1 Ensure password expiration is configured",
              "PASS_MAX_DAYS 365",
              rules -> rules.ageing("PASS_MAX_DAYS", 1, 365, 365)),
          rule(
              "passwords.min_days",
              "A changed password stays for a day at least, so that nobody goes round to the old"
                  + " one.",
              CIS + "5.4.1.2 Ensure minimum password days is configured",
              "PASS_MIN_DAYS 1",
              rules -> rules.ageing("PASS_MIN_DAYS", 1, Integer.MAX_VALUE, 1)),
          rule(
              "passwords.warn_age",
              "People are warned a week before their password expires.",
              CIS + "5.4.1.3 Ensure password expiration warning days is configured",
              "PASS_WARN_AGE 7",
              rules -> rules.ageing("PASS_WARN_AGE", 7, Integer.MAX_VALUE, 7)),
          rule(
              "passwords.min_length",
              "Passwords have 14 characters at least.",
              CIS + "5.3.3.2.2 Ensure minimum password length is configured",
              "minlen = 14 in /etc/security/pwquality.conf",
              PasswordRules::minimumLength),
          rule(
              "passwords.encrypt_method",
              "New passwords are stored with yescrypt, SHA-512 or bcrypt.",
              CIS + "5.4.1.4 Ensure strong password hashing algorithm is configured",
              "ENCRYPT_METHOD YESCRYPT",
              PasswordRules::method),
          rule(
              "passwords.hash_rounds",
              "The number of rounds of a password hash is not set below the default.",
              "https://manpages.debian.org/bookworm/login/login.defs.5.en.html",
              "no SHA_CRYPT_MIN_ROUNDS, or 5000 at least",
              PasswordRules::rounds),
          rule(
              "passwords.umask",
              "Neither group nor others may write the files that people make.",
              CIS + "5.4.3.3 Ensure default user umask is configured",
              "UMASK 027",
              PasswordRules::umask),
          rule(
              "passwords.null_ok",
              "PAM lets nobody in without a password.",
              CIS + "5.3.3.4.1 Ensure pam_unix does not include nullok",
              "auth [success=1 default=ignore] pam_unix.so",
              PasswordRules::nullOk),
          rule(
              "passwords.history",
              "The last passwords cannot be used again.",
              CIS + "5.3.3.3.1 Ensure password history remember is configured",
              "password requisite pam_pwhistory.so remember=24 use_authtok",
              PasswordRules::history),
          rule(
              "passwords.lockout",
              "Accounts are locked for a while after several wrong passwords.",
              CIS + "5.3.3.1 Configure pam_faillock module",
              "auth required pam_faillock.so preauth",
              PasswordRules::lockout));

  private static Rule<PasswordRules> rule(
      String id,
      String practice,
      String reference,
      String good,
      Function<PasswordRules, Outcome> judge) {
    return new Rule<>(Check.ofSystem(id, Weight.LOW, practice, reference, good), judge);
  }

  @Override
  public String name() {
    return "passwords";
  }

  @Override
  public List<Check> checks() {
    return Rule.checks(RULES);
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var rules = PasswordRules.of(image.files());
    if (!rules.apply()) {
      return Rule.all(
          RULES,
          new Outcome.NotApplicable("Neither login.defs nor PAM's rules for passwords are there."));
    }
    return RULES.stream().map(rule -> rule.of(rules)).toList();
  }
}
