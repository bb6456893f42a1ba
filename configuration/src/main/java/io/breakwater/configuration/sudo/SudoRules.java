package io.breakwater.configuration.sudo;

import static io.breakwater.configuration.Weight.HIGH;
import static io.breakwater.configuration.Weight.LOW;
import static io.breakwater.configuration.Weight.MEDIUM;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Weight;
import java.util.List;
import java.util.function.Function;

/// The checks of sudo.
final class SudoRules {
  private static final String CIS = "CIS Debian Linux 12 Benchmark, ";
  private static final String MANUAL = "https://www.sudo.ws/docs/man/sudoers.man/#";

  private SudoRules() {}

  static final List<Rule<Sudo>> ALL =
      List.of(
          rule(
              "nopasswd",
              HIGH,
              "Nobody becomes root without a password: neither every command, nor a shell, an"
                  + " editor or another program that runs whatever it is told to, is allowed with"
                  + " NOPASSWD. Certain other commands may be.",
              CIS + "5.2.4 Ensure users must provide password for privilege escalation",
              "app ALL=(root) NOPASSWD: /usr/sbin/service nginx reload",
              sudo -> sudo.outcome(sudo.access().withoutPassword())),
          rule(
              "all_users",
              HIGH,
              "Users or groups that may become root are named: not every user may, with a password"
                  + " of their own.",
              MANUAL + "User_specification",
              "%sudo ALL=(ALL:ALL) ALL",
              PasswordRules::everybody),
          rule(
              "authenticate",
              HIGH,
              "Who runs sudo gives a password.",
              CIS
                  + "5.2.5 Ensure re-authentication for privilege escalation is not disabled globally",
              "Defaults authenticate",
              PasswordRules::authenticate),
          rule(
              "timestamp_timeout",
              MEDIUM,
              "A password counts for a quarter of an hour at most.",
              CIS + "5.2.6 Ensure sudo authentication timeout is configured correctly",
              "Defaults timestamp_timeout=15",
              PasswordRules::timeout),
          rule(
              "target_password",
              LOW,
              "People give their own password, so that nobody needs root's and it is known who was"
                  + " root when.",
              "DISA STIG for Red Hat Enterprise Linux 8, RHEL-08-010383; " + MANUAL + "targetpw",
              "Defaults !targetpw, !rootpw, !runaspw",
              PasswordRules::target),
          rule(
              "use_pty",
              LOW,
              "Commands run in a terminal of their own, into which a program that stays behind"
                  + " cannot write.",
              CIS + "5.2.2 Ensure sudo commands use pty",
              "Defaults use_pty",
              EnvironmentRules::terminal),
          rule(
              "logfile",
              LOW,
              "What was run is written to a file or sent to a server: few containers run syslog,"
                  + " where it goes otherwise.",
              CIS + "5.2.3 Ensure sudo log file exists",
              "Defaults logfile=\"/var/log/sudo.log\"",
              EnvironmentRules::log),
          rule(
              "environment",
              MEDIUM,
              "Commands start with a new environment: variables that make programs load code, as"
                  + " LD_PRELOAD, PERL5LIB and PYTHONPATH do, are not kept.",
              MANUAL + "Command_environment",
              "Defaults env_reset",
              EnvironmentRules::environment),
          rule(
              "secure_path",
              LOW,
              "Programs are looked for where only root can put them, whatever PATH a user has.",
              MANUAL + "secure_path",
              "Defaults secure_path=\"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"",
              EnvironmentRules::path),
          rule(
              "permissions",
              HIGH,
              "Only root can change what sudo allows; sudo passes over files that others may write.",
              "https://www.sudo.ws/docs/man/sudoers.man/#Including_other_files_from_within_sudoers",
              "-r--r----- root root /etc/sudoers",
              FileRules::writable),
          rule(
              "readable",
              LOW,
              "Not everybody can read who may do what.",
              "https://www.sudo.ws/docs/man/visudo.man/",
              "-r--r----- root root /etc/sudoers",
              FileRules::readable));

  private static Rule<Sudo> rule(
      String name,
      Weight weight,
      String practice,
      String reference,
      String good,
      Function<Sudo, Outcome> judge) {
    return new Rule<>(Check.ofSystem("sudo." + name, weight, practice, reference, good), judge);
  }
}
