package io.breakwater.server.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Something that can be set.
///
/// @param <T> what it is to the program
public final class Setting<T> {
  private final String key;
  private final String shape;
  private final String standard;
  private final String text;
  private final boolean secret;
  private final boolean list;
  private final Function<List<String>, T> parser;

  Setting(
      String key,
      String shape,
      String standard,
      String text,
      boolean secret,
      boolean list,
      Function<List<String>, T> parser) {
    this.key = key;
    this.shape = shape;
    this.standard = standard;
    this.text = text;
    this.secret = secret;
    this.list = list;
    this.parser = parser;
  }

  /// The key in the file, its levels divided by dots: `uploads.expire`.
  public String key() {
    return key;
  }

  /// The variable of the environment: `BREAKWATER_UPLOADS_EXPIRE`.
  public String variable() {
    return variable(key);
  }

  static String variable(String key) {
    return "BREAKWATER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /// What is expected, for people: `a size such as 10GB`.
  public String shape() {
    return shape;
  }

  /// The default as one would write it; empty where there is none.
  public Optional<String> standard() {
    return standard.isEmpty() ? Optional.empty() : Optional.of(standard);
  }

  /// What it does, a sentence or two.
  public String text() {
    return text;
  }

  /// Whether the value must never be shown; such a setting has a twin `KEY-file`.
  public boolean secret() {
    return secret;
  }

  /// Whether several values may be given, divided by commas in the environment.
  public boolean list() {
    return list;
  }

  /// The key that names a file with the secret.
  String fileKey() {
    return key + "-file";
  }

  /// Reads a value.
  ///
  /// @param where it came from, for the error
  T parse(List<String> given, String where) throws ConfigurationException {
    try {
      if (given.isEmpty() || (!list && given.size() > 1)) {
        throw new IllegalArgumentException(shape);
      }
      return parser.apply(given);
    } catch (IllegalArgumentException e) {
      var found = secret ? "" : " is '" + shortened(String.join(",", given)) + "',";
      throw new ConfigurationException(
          "configuration-invalid",
          where,
          key + found + " " + expected(e) + " was expected",
          "Mend it, or leave it out" + standard().map(value -> " for " + value).orElse(""),
          null);
    }
  }

  private String expected(IllegalArgumentException e) {
    var message = e.getMessage();
    return message == null || secret ? shape : message;
  }

  private static String shortened(String text) {
    var flat = text.replaceAll("\\p{Cntrl}", " ");
    return flat.length() <= 60 ? flat : flat.substring(0, 60) + "…";
  }

  @Override
  public String toString() {
    return key;
  }
}
