package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A directive or the opening of a section, as httpd keeps it (`ap_directive_t`).
///
/// @param name as written, of sections with the `<`
/// @param key the name in lower case
/// @param args what follows, with variables replaced; of sections up to the end of the line
/// @param children what stands in the section
record Directive(String name, String key, String args, Place place, List<Directive> children) {
  static Directive of(String name, String args, Place place) {
    var children = name.startsWith("<") ? new ArrayList<Directive>() : List.<Directive>of();
    return new Directive(name, name.toLowerCase(Locale.ROOT), args, place, children);
  }

  boolean isSection() {
    return name.startsWith("<");
  }

  /// The words of the arguments; of a section what stands before its last `>`.
  List<String> words() {
    return Words.of(isSection() ? head() : args);
  }

  /// The first word, empty where there is none.
  String word() {
    return new Words(isSection() ? head() : args).next();
  }

  boolean is(String other) {
    return key.equals(other);
  }

  private String head() {
    var end = args.lastIndexOf('>');
    return end < 0 ? args : args.substring(0, end);
  }

  /// As one writes it.
  @Override
  public String toString() {
    return args.isEmpty() ? name : name + " " + args;
  }
}
