package io.breakwater.configuration.apache;

/// What is read of one configuration at most, so that a hostile image costs little.
final class Budget {
  private static final int DIRECTIVES = 10_000;
  private static final int FILES = 1_000;
  private static final int CHARACTERS = 4 << 20;

  /// Sections and conditions in each other; real ones stay below ten.
  static final int DEPTH = 100;

  private int directives;
  private int files;
  private int characters;

  void file(Place place, int length) throws ConfigException {
    if (++files > FILES) {
      throw ConfigException.unknown(place, "more than " + FILES + " files are included");
    }
    text(place, length);
  }

  void text(Place place, int length) throws ConfigException {
    characters += length;
    if (characters > CHARACTERS) {
      throw ConfigException.unknown(place, "more than 4 MiB of configuration");
    }
  }

  void directive(Place place) throws ConfigException {
    if (++directives > DIRECTIVES) {
      throw ConfigException.unknown(place, "more than " + DIRECTIVES + " directives");
    }
  }

  void depth(Place place, int depth) throws ConfigException {
    if (depth > DEPTH) {
      throw ConfigException.unknown(place, "sections are nested more than " + DEPTH + " deep");
    }
  }
}
