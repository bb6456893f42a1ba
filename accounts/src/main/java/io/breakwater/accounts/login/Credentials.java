package io.breakwater.accounts.login;

import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.passwords.Password;
import java.util.Optional;

/// What somebody logs in with. Never printed: names only.
public sealed interface Credentials {
  /// Stands for the name of a user where the password is an API key.
  String API_KEY_USER = "iamapikey";

  /// Who it says it is, as typed: for the audit trail.
  String claimed();

  /// A name and a password.
  record ByPassword(String name, Password password) implements Credentials {
    @Override
    public String claimed() {
      return name;
    }
  }

  /// An API key.
  ///
  /// @param name that of its owner where one was given, which must then be right
  record ByKey(ApiKey key, Optional<String> name) implements Credentials {
    @Override
    public String claimed() {
      return name.orElse(API_KEY_USER);
    }
  }

  /// What cannot be right, told without looking up.
  ///
  /// @param name as typed
  /// @param told what is wrong, without what was typed
  record Impossible(String name, String told) implements Credentials {
    @Override
    public String claimed() {
      return name;
    }
  }

  /// Reads the two parts of Basic (RFC 7617): user `iamapikey` with an API key, a user with a
  /// password, or a user with an API key of theirs.
  static Credentials basic(String name, String secret) {
    try {
      if (name.equals(API_KEY_USER)) {
        return new ByKey(ApiKey.parse(secret), Optional.empty());
      }
      return ApiKey.looksLike(secret)
          ? new ByKey(ApiKey.parse(secret), Optional.of(name))
          : new ByPassword(name, Password.typed(secret));
    } catch (IllegalArgumentException e) {
      return new Impossible(name, String.valueOf(e.getMessage()));
    }
  }

  /// Reads an API key given by itself.
  static Credentials key(String text) {
    return basic(API_KEY_USER, text);
  }
}
