package io.breakwater.configuration.ssh;

import java.util.Map;
import java.util.Optional;

/// Whether anybody can log in at all: the server does not start where no list of
/// `AuthenticationMethods` can be gone through with what is switched on (`main` of `sshd.c`). Only
/// what stands outside of `Match` blocks is looked at.
final class LoginMethods {
  private record Switch(String setting, String standard) {}

  private static final Map<String, Switch> SWITCHES =
      Map.of(
          "publickey", new Switch("pubkeyauthentication", "yes"),
          "password", new Switch("passwordauthentication", "yes"),
          "keyboard-interactive", new Switch("kbdinteractiveauthentication", "yes"),
          "hostbased", new Switch("hostbasedauthentication", "no"),
          "gssapi-with-mic", new Switch("gssapiauthentication", "no"),
          "gssapi-keyex", new Switch("gssapikeyexchange", "no"));

  private LoginMethods() {}

  /// What is wrong; empty where somebody can log in.
  static Optional<String> problem(SshdConfiguration configuration) {
    return configuration
        .global("authenticationmethods")
        .filter(setting -> setting.values().stream().noneMatch(list -> isOn(configuration, list)))
        .map(
            setting ->
                "%s:%d: AuthenticationMethods cannot be met by what is switched on"
                    .formatted(setting.file().path(), setting.line()));
  }

  private static boolean isOn(SshdConfiguration configuration, String list) {
    for (var method : list.split(",", -1)) {
      var colon = method.indexOf(':');
      var one = SWITCHES.get(colon < 0 ? method : method.substring(0, colon));
      if (one != null
          && configuration
              .global(one.setting())
              .map(Setting::text)
              .orElse(one.standard())
              .equals("no")) {
        return false;
      }
    }
    return true;
  }
}
