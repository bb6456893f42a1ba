package io.breakwater.configuration.system;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules for passwords that govern in an image. Where PAM changes passwords, `login.defs` only
/// sets the ageing of accounts that `useradd` makes, and the method where pam_unix(8) names none.
///
/// @param password who is asked when a password is changed
/// @param auth who is asked at a login
record PasswordRules(
    ImageFiles files, LoginDefs defs, Accounts accounts, Pam.Stack password, Pam.Stack auth) {
  private static final String QUALITY = "/etc/security/pwquality.conf";
  private static final int LENGTH = 14;
  private static final int REMEMBERED = 5;
  private static final int SHA_ROUNDS = 5000;

  static PasswordRules of(ImageFiles files) {
    return new PasswordRules(
        files,
        LoginDefs.of(files),
        Accounts.of(files),
        Pam.stack(files, "password", List.of("passwd", "common-password", "system-auth")),
        Pam.stack(files, "auth", List.of("login", "common-auth", "system-auth", "sshd", "su")));
  }

  /// Whether anything in the image sets passwords.
  boolean apply() {
    return defs.file() != null || !defs.unread().isEmpty() || password.known();
  }

  /// Judges a number of days in `login.defs`, and in `shadow` of accounts with a password.
  Outcome ageing(String name, int least, int most, int good) {
    if (!defs.unread().isEmpty()) {
      return new Outcome.CannotTell(LoginDefs.PATH + " could not be read: " + defs.unread());
    }
    var file = defs.file();
    if (file == null) {
      return new Outcome.NotApplicable("The image has no " + LoginDefs.PATH + ".");
    }
    var failures = new ArrayList<Failure>();
    var setting = defs.ofTools(name);
    if (setting.isEmpty()) {
      failures.add(
          at(
              file,
              0,
              name
                  + " is not specified in "
                  + file.path()
                  + ": write \""
                  + name
                  + " "
                  + good
                  + "\"."));
    } else {
      var days = SystemNumbers.of(setting.get().value(), -1);
      if (days < least || days > most) {
        failures.add(
            at(
                file,
                setting.get().line(),
                name + " is " + setting.get().value() + ": write \"" + name + " " + good + "\"."));
      }
    }
    ofAccounts(name, least, most, good, failures);
    var ofAccounts = name.equals("PASS_MAX_DAYS") || name.equals("PASS_MIN_DAYS");
    return failures.isEmpty() && ofAccounts && !accounts.unread().isEmpty()
        ? new Outcome.CannotTell(accounts.unread().getFirst())
        : Rule.outcome(failures);
  }

  private void ofAccounts(String name, int least, int most, int good, List<Failure> failures) {
    var maximum = name.equals("PASS_MAX_DAYS");
    if (!maximum && !name.equals("PASS_MIN_DAYS")) {
      return;
    }
    for (var account : accounts.accounts()) {
      var shadow = accounts.shadowOf(account.name());
      if (shadow.isPresent() && accounts.hash(account).usable()) {
        var days = maximum ? shadow.get().maxDays() : shadow.get().minDays();
        if (days < least || days > most) {
          failures.add(
              at(
                  accounts.shadow(),
                  shadow.get().line(),
                  "The password of "
                      + account.name()
                      + " has "
                      + (days < 0 ? "no" : days + " as")
                      + (maximum ? " maximum" : " minimum")
                      + " number of days: run \"chage "
                      + (maximum ? "-M " : "-m ")
                      + good
                      + " "
                      + account.name()
                      + "\"."));
        }
      }
    }
  }

  Outcome minimumLength() {
    if (!password.problem().isEmpty()) {
      return new Outcome.CannotTell(password.problem());
    }
    if (!password.known()) {
      return withoutPam();
    }
    for (var module : password.modules()) {
      if (module.is("pam_pwquality.so", "pam_cracklib.so")) {
        return quality(module);
      }
      if (module.is("pam_passwdqc.so")) {
        return new Outcome.CannotTell(
            place(module) + ": pam_passwdqc weighs length against kinds of characters");
      }
    }
    for (var module : password.modules()) {
      var least = module.is("pam_unix.so") ? module.number("minlen", 0) : LENGTH;
      if (least < LENGTH) {
        return failed(
            at(
                module.file(),
                module.line(),
                (least == 0
                        ? "Minimum password length is not set in " + module.file().path()
                        : "Passwords may have " + least + " characters")
                    + ": install libpam-pwquality and write \"minlen = "
                    + LENGTH
                    + "\" in "
                    + QUALITY
                    + ", or write \"minlen="
                    + LENGTH
                    + "\" at the end of the line."));
      }
    }
    return new Outcome.Pass();
  }

  /// Without PAM the shadow tools ask for PASS_MIN_LEN.
  private Outcome withoutPam() {
    var file = defs.file();
    if (file == null) {
      return new Outcome.CannotTell(LoginDefs.PATH + " could not be read: " + defs.unread());
    }
    var setting = defs.ofTools("PASS_MIN_LEN");
    var least = setting.map(one -> SystemNumbers.of(one.value(), 0)).orElse(0);
    if (least >= LENGTH) {
      return new Outcome.Pass();
    }
    var what =
        setting.isEmpty()
            ? "PASS_MIN_LEN is not specified in " + file.path()
            : "PASS_MIN_LEN is " + setting.get().value();
    return failed(
        at(
            file,
            setting.map(LoginDefs.Setting::line).orElse(0),
            what + ": write \"PASS_MIN_LEN " + LENGTH + "\"."));
  }

  private Outcome quality(Pam.Module module) {
    var cracklib = module.is("pam_cracklib.so");
    var settings = cracklib ? null : Quality.of(files, QUALITY);
    if (settings != null && !settings.problem().isEmpty()) {
      return new Outcome.CannotTell(settings.problem());
    }
    var least = number(module, settings, "minlen", cracklib ? 9 : 8);
    for (var credit : List.of("dcredit", "ucredit", "lcredit", "ocredit")) {
      // Each kind of character stands for as many others.
      least -= Math.max(0, number(module, settings, credit, cracklib ? 1 : 0));
    }
    if (least >= LENGTH) {
      return new Outcome.Pass();
    }
    var place = settings == null ? Optional.<Quality.Setting>empty() : settings.setting("minlen");
    var inModule = module.number("minlen", -1) >= 0 || place.isEmpty();
    var action =
        "Passwords may have "
            + Math.max(least, 0)
            + " characters: write \"minlen = "
            + LENGTH
            + "\" in "
            + QUALITY
            + (cracklib ? " for pam_pwquality" : "")
            + ", and neither minlen= nor positive credits in PAM's files.";
    return failed(
        inModule
            ? at(module.file(), module.line(), action)
            : at(place.orElseThrow().file(), place.orElseThrow().line(), action));
  }

  private static int number(
      Pam.Module module, @Nullable Quality settings, String name, int standard) {
    var inFile = settings == null ? standard : settings.number(name, standard);
    return module.number(name, inFile);
  }

  Outcome method() {
    if (!password.problem().isEmpty()) {
      return new Outcome.CannotTell(password.problem());
    }
    for (var module : password.modules()) {
      if (module.is("pam_unix.so")) {
        return method(module);
      }
    }
    if (password.known()) {
      return new Outcome.NotApplicable("PAM changes passwords without pam_unix.");
    }
    var setting = defs.ofTools("ENCRYPT_METHOD");
    var enabled = defs.ofTools("MD5_CRYPT_ENAB").map(LoginDefs.Setting::value).orElse("no");
    var old = enabled.equalsIgnoreCase("yes") ? "MD5" : "DES";
    return method(setting.map(LoginDefs.Setting::value).orElse(old), setting);
  }

  private Outcome method(Pam.Module module) {
    for (var argument : module.arguments().reversed()) {
      var name = argument.toLowerCase(Locale.ROOT);
      switch (name) {
        case "md5", "bigcrypt" -> {
          return failed(
              at(
                  module.file(),
                  module.line(),
                  "New passwords are stored with "
                      + name
                      + ": write yescrypt or sha512 in its place."));
        }
        case "sha256", "sha512", "blowfish", "gost_yescrypt", "yescrypt" -> {
          return new Outcome.Pass();
        }
        default -> {}
      }
    }
    if (!defs.unread().isEmpty()) {
      return new Outcome.CannotTell(LoginDefs.PATH + " could not be read: " + defs.unread());
    }
    var setting = defs.ofPam("ENCRYPT_METHOD");
    return setting.isEmpty()
        ? new Outcome.CannotTell(
            place(module)
                + " names no method, nor does "
                + LoginDefs.PATH
                + ": the default depends on the version of PAM")
        : method(setting.get().value(), setting);
  }

  private Outcome method(String name, Optional<LoginDefs.Setting> setting) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "SHA256", "SHA512", "YESCRYPT", "BCRYPT", "BLOWFISH", "GOST_YESCRYPT" ->
          new Outcome.Pass();
      default ->
          failed(
              at(
                  defs.file(),
                  setting.map(LoginDefs.Setting::line).orElse(0),
                  (setting.isEmpty()
                          ? "ENCRYPT_METHOD is not specified in "
                              + LoginDefs.PATH
                              + ", so "
                              + name
                              + " is taken"
                          : "New passwords are stored with " + name)
                      + ": write \"ENCRYPT_METHOD YESCRYPT\" or \"ENCRYPT_METHOD SHA512\"."));
    };
  }

  Outcome rounds() {
    var failures = new ArrayList<Failure>();
    for (var name : List.of("SHA_CRYPT_MIN_ROUNDS", "SHA_CRYPT_MAX_ROUNDS")) {
      var setting = defs.ofTools(name);
      if (setting.isPresent() && SystemNumbers.of(setting.get().value(), -1) < SHA_ROUNDS) {
        failures.add(
            at(
                defs.file(),
                setting.get().line(),
                name
                    + " is "
                    + setting.get().value()
                    + ": remove it, or write "
                    + SHA_ROUNDS
                    + " at least."));
      }
    }
    for (var module : password.modules()) {
      var sha = module.has("sha512") || module.has("sha256");
      var rounds = module.is("pam_unix.so") && sha ? module.number("rounds", SHA_ROUNDS) : -1;
      if (rounds >= 0 && rounds < SHA_ROUNDS) {
        failures.add(
            at(
                module.file(),
                module.line(),
                "Passwords are hashed in "
                    + rounds
                    + " rounds: remove \"rounds="
                    + rounds
                    + "\", or write "
                    + SHA_ROUNDS
                    + " at least."));
      }
    }
    if (failures.isEmpty() && !defs.unread().isEmpty()) {
      return new Outcome.CannotTell(LoginDefs.PATH + " could not be read: " + defs.unread());
    }
    return failures.isEmpty() && !password.problem().isEmpty()
        ? new Outcome.CannotTell(password.problem())
        : Rule.outcome(failures);
  }

  Outcome umask() {
    var setting = defs.ofTools("UMASK");
    if (setting.isEmpty()) {
      // The shadow tools' own default is 022.
      return defs.unread().isEmpty()
          ? new Outcome.Pass()
          : new Outcome.CannotTell(LoginDefs.PATH + " could not be read: " + defs.unread());
    }
    var value = setting.get().value();
    try {
      var mask = Integer.parseInt(value, 8);
      if ((mask & 0022) == 0022) {
        return new Outcome.Pass();
      }
    } catch (NumberFormatException e) {
      return new Outcome.CannotTell(
          LoginDefs.PATH + ":" + setting.get().line() + ": UMASK is no octal number");
    }
    return failed(
        at(defs.file(), setting.get().line(), "UMASK is " + value + ": write \"UMASK 027\"."));
  }

  Outcome nullOk() {
    if (!auth.problem().isEmpty()) {
      return new Outcome.CannotTell(auth.problem());
    }
    if (!auth.known()) {
      return new Outcome.NotApplicable("PAM lets nobody in.");
    }
    var failures = new ArrayList<Failure>();
    for (var module : auth.modules()) {
      if (module.is("pam_unix.so") && lets(module)) {
        failures.add(
            at(
                module.file(),
                module.line(),
                "pam_unix lets accounts without a password in: remove \"nullok\"."));
      }
    }
    return Rule.outcome(failures);
  }

  /// Each argument sets or clears the same flag (`modules/pam_unix/support.h`).
  private static boolean lets(Pam.Module module) {
    var lets = false;
    for (var argument : module.arguments()) {
      lets |= argument.equals("nullok") || argument.equals("nullok_secure");
      lets &= !argument.equals("nonull");
    }
    return lets;
  }

  Outcome history() {
    if (!password.problem().isEmpty()) {
      return new Outcome.CannotTell(password.problem());
    }
    if (!password.known()) {
      return new Outcome.NotApplicable("PAM changes no passwords.");
    }
    for (var module : password.modules()) {
      var remembered = remembered(module);
      if (remembered >= REMEMBERED) {
        return new Outcome.Pass();
      }
      if (remembered > 0) {
        return failed(
            at(
                module.file(),
                module.line(),
                "Only the last "
                    + remembered
                    + " passwords are remembered: write \"remember=24\"."));
      }
    }
    return failed(
        missing(
            password,
            "No module remembers old passwords: write \"password requisite"
                + " pam_pwhistory.so remember=24 use_authtok\" above pam_unix.so."));
  }

  private int remembered(Pam.Module module) {
    if (module.is("pam_pwhistory.so")) {
      var settings = Quality.of(files, "/etc/security/pwhistory.conf");
      return module.number("remember", settings.number("remember", 10));
    }
    return module.is("pam_unix.so") ? module.number("remember", 0) : 0;
  }

  Outcome lockout() {
    if (!auth.problem().isEmpty()) {
      return new Outcome.CannotTell(auth.problem());
    }
    if (!auth.known()) {
      return new Outcome.NotApplicable("PAM lets nobody in.");
    }
    for (var module : auth.modules()) {
      if (module.is("pam_faillock.so", "pam_tally2.so", "pam_tally.so")) {
        return new Outcome.Pass();
      }
    }
    return failed(
        missing(
            auth,
            "Wrong passwords may be tried without end: add pam_faillock.so before and"
                + " after pam_unix.so."));
  }

  private static Failure missing(Pam.Stack stack, String action) {
    for (var module : stack.modules()) {
      if (module.is("pam_unix.so")) {
        return at(module.file(), module.line(), action);
      }
    }
    return new Failure("/etc/pam.d", 0, -1, action);
  }

  private static String place(Pam.Module module) {
    return module.file().path() + ":" + module.line();
  }

  private static Outcome failed(Failure failure) {
    return new Outcome.Fail(List.of(failure));
  }

  private static Failure at(@Nullable ImageFile file, int line, String action) {
    return file == null
        ? new Failure(LoginDefs.PATH, line, -1, action)
        : new Failure(file.path(), line, file.layer(), action);
  }
}
