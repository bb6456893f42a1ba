package io.breakwater.configuration.apache;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.ImageInventory;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A check and how it is decided.
record Rule(Check check, Judge judge) {
  private static final String CIS = "CIS Apache HTTP Server 2.4 Benchmark ";
  private static final String DOCS = "https://httpd.apache.org/docs/2.4/mod/";

  /// Decides a check.
  interface Judge {
    Outcome of(Httpd httpd, ImageInventory image);
  }

  /// What is wrong with a value, as the end of a sentence that begins with the directive; null
  /// where nothing is.
  interface Fault extends Function<String, @Nullable String> {}

  /// @param name what follows `apache.` in the identifier
  /// @param section of the benchmark and the page of the vendor's documentation, see [#reference]
  static Rule of(
      String name, Weight weight, String practice, String section, String good, Judge judge) {
    return new Rule(Check.ofApplication("apache." + name, weight, practice, section, good), judge);
  }

  /// A reference to the benchmark and to the vendor's documentation.
  ///
  /// @param section of the benchmark, empty where it has none
  /// @param page of the documentation: `core.html#timeout`
  static String reference(String section, String page) {
    return section.isEmpty() ? DOCS + page : CIS + section + "; " + DOCS + page;
  }

  /// Judges the value in force in each server, of a directive of which the last one counts.
  ///
  /// @param byDefault its value where it is not specified
  /// @param good the line to write
  static Judge value(String name, String byDefault, String good, Fault fault) {
    return (httpd, image) -> {
      var findings = new Findings();
      for (var server : httpd.servers()) {
        value(findings, httpd, server, name, byDefault, good, fault);
      }
      return findings.outcome();
    };
  }

  static void value(
      Findings findings,
      Httpd httpd,
      Server server,
      String name,
      String byDefault,
      String good,
      Fault fault) {
    Optional<Directive> directive = httpd.last(server, name.toLowerCase(java.util.Locale.ROOT));
    var wrong = fault.apply(directive.map(Directive::args).orElse(byDefault));
    if (wrong == null) {
      return;
    }
    if (directive.isPresent()) {
      findings.at(
          directive.get().place(), directive.get() + " " + wrong + ": write \"" + good + "\".");
    } else {
      findings.at(
          httpd.main(),
          name
              + " is not specified in "
              + httpd.main().file()
              + ", and its default "
              + (byDefault.isEmpty() ? "" : byDefault + " ")
              + wrong
              + ": write \""
              + good
              + "\".");
    }
  }

  /// Judges only where a module is there.
  static Judge with(String module, Judge judge) {
    return (httpd, image) ->
        httpd.modules().has(module)
            ? judge.of(httpd, image)
            : new Outcome.NotApplicable(module + " is not loaded");
  }
}
