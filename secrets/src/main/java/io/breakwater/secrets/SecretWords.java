package io.breakwater.secrets;

/// Names of variables, options and settings that hold secrets.
final class SecretWords {
  /// Parts of a name, between `_`, `-` and `.`, in small letters.
  private static final String[] WORDS = {
    "password",
    "passwd",
    "passphrase",
    "passwort",
    "pwd",
    "pass",
    "secret",
    "secrets",
    "token",
    "apikey",
    "apitoken",
    "apisecret",
    "authtoken",
    "accesstoken",
    "accesskey",
    "secretkey",
    "privatekey",
    "clientsecret",
    "encryptionkey",
    "credential",
    "credentials",
    "pat"
  };

  /// The word before `key` that makes a secret of it.
  private static final String[] KEYS = {
    "api", "access", "secret", "private", "encryption", "auth", "master", "signing", "license"
  };

  /// Last parts of a name that speak about a secret without being one.
  private static final String[] ABOUT = {
    "file",
    "path",
    "dir",
    "directory",
    "url",
    "uri",
    "endpoint",
    "host",
    "id",
    "name",
    "user",
    "username",
    "length",
    "len",
    "size",
    "min",
    "max",
    "ttl",
    "expiry",
    "expiration",
    "expires",
    "lifetime",
    "timeout",
    "type",
    "algorithm",
    "alg",
    "header",
    "field",
    "prefix",
    "suffix",
    "enabled",
    "required",
    "policy",
    "issuer",
    "audience",
    "location",
    "provider",
    "store",
    "version",
    "command",
    "cmd",
    "prompt",
    "hash",
    "hint",
    "env",
    "count",
    "mode",
    "method",
    "format",
    "service",
    "reset",
    "change",
    "rotation",
    "check",
    "regex",
    "pattern",
    "bytes",
    "bits",
    "fingerprint"
  };

  /// First parts that make a switch of a name: `ALLOW_EMPTY_PASSWORD`.
  private static final String[] SWITCHES = {
    "allow", "enable", "disable", "use", "no", "skip", "require", "random", "with", "without",
    "has", "is"
  };

  private SecretWords() {}

  /// Whether something of this name is to be kept secret.
  static boolean isSecret(String name) {
    var parts = parts(name);
    if (parts.length == 0
        || in(ABOUT, parts[parts.length - 1])
        || in(SWITCHES, parts[0])
        || isWorkingDirectory(parts)) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (in(WORDS, parts[i])
          || (i > 0 && parts[i].equals("key") && in(KEYS, parts[i - 1]))
          || parts[i].endsWith("password")
          || parts[i].endsWith("passwd")) {
        return !contains(parts, "public");
      }
    }
    return false;
  }

  /// `PWD` and `OLDPWD` of a shell.
  private static boolean isWorkingDirectory(String[] parts) {
    return parts.length == 1 && (parts[0].equals("pwd") || parts[0].equals("oldpwd"));
  }

  private static boolean contains(String[] parts, String part) {
    return in(parts, part);
  }

  private static boolean in(String[] words, String part) {
    for (var word : words) {
      if (word.equals(part)) {
        return true;
      }
    }
    return false;
  }

  /// `dbPassword`, `DB_PASSWORD` and `db-password` are `db` and `password`.
  private static String[] parts(String name) {
    var small = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z';
      if (capital && i > 0 && isSmall(name.charAt(i - 1))) {
        small.append('_');
      }
      small.append(c == '-' || c == '.' ? '_' : capital ? (char) (c + 32) : c);
    }
    return small.toString().split("_+", 0);
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }
}
