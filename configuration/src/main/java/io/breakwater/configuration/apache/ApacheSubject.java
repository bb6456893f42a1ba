package io.breakwater.configuration.apache;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Installed;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Subject;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The Apache HTTP Server, as packages of the distributions, of its own images (variable
/// `HTTPD_VERSION`) and of Bitnami install it.
public final class ApacheSubject implements Subject {
  private static final List<String> PACKAGES =
      List.of("apache2-bin", "apache2", "httpd-core", "httpd", "apache2-mpm-prefork");
  private static final Set<String> PROGRAMS = Set.of("apache2", "httpd");

  private final List<Rule> rules =
      Stream.of(TlsChecks.RULES, AccessChecks.RULES, DisclosureChecks.RULES, LimitChecks.RULES)
          .flatMap(List::stream)
          .toList();

  @Override
  public String name() {
    return "apache";
  }

  @Override
  public List<Check> checks() {
    return rules.stream().map(Rule::check).toList();
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var installed = Installed.of(image, PACKAGES, PROGRAMS, "HTTPD_VERSION");
    if (installed.isEmpty()) {
      return all(rule -> new Outcome.NotApplicable("Apache HTTP Server is not installed"));
    }
    try {
      var httpd = read(image, installed.get());
      return all(rule -> judge(rule, httpd, image));
    } catch (ConfigException e) {
      return all(rule -> new Outcome.CannotTell(e.why()));
    }
  }

  private List<CheckResult> all(Function<Rule, Outcome> outcome) {
    var results = new ArrayList<CheckResult>(rules.size());
    for (var rule : rules) {
      results.add(new CheckResult(rule.check(), outcome.apply(rule)));
    }
    return results;
  }

  /// What a section of a foreign module does is not known: no check passes beside it.
  private static Outcome judge(Rule rule, Httpd httpd, ImageInventory image) {
    var outcome = rule.judge().of(httpd, image);
    if (outcome instanceof Outcome.Pass && !httpd.notes().isEmpty()) {
      var note = httpd.notes().getFirst();
      return new Outcome.CannotTell(note.place() + ": what " + note + " does is not known");
    }
    return outcome;
  }

  static Httpd read(ImageInventory image, Installed installed) throws ConfigException {
    var layout = Layout.of(image.files(), installed);
    if (layout.isEmpty()) {
      throw ConfigException.unknown(
          new Place(Optional.ofNullable(installed.binary()).orElse("httpd"), 0, -1),
          "it is installed, but no main file is in the image, as "
              + Layout.usual(installed)
              + " would be: it may come from elsewhere when a container starts");
    }
    var environment = layout.get().environment(image);
    return read(image, installed, layout.get(), environment);
  }

  private static Httpd read(
      ImageInventory image, Installed installed, Layout layout, Envvars environment)
      throws ConfigException {
    var main = main(image, layout.main());
    var modules = new Modules(layout.builtIn(), layout.exact());
    var variables =
        new Variables(environment.values(), environment.uncertain(), environment.defines());
    var reader =
        new TreeReader(image.files(), variables, modules, installed.version(), layout.root());
    var tree = reader.read(main);
    var strict = installed.atLeast(2, 4).orElse(false);
    new Validation(modules, strict).check(tree);
    var place = new Place(main.path(), 0, main.layer());
    return Httpd.of(tree, modules, installed, place, reader.root()).withNotes(reader.notes());
  }

  private static ImageFile main(ImageInventory image, String path) throws ConfigException {
    var place = new Place(path, 0, -1);
    return switch (image.files().find(path)) {
      case Lookup.Found(var file) -> file;
      case Lookup.Unread(var why) -> throw ConfigException.unknown(place, why);
      case Lookup.Unknown(var why) -> throw ConfigException.unknown(place, why);
      case Lookup.Missing() -> throw ConfigException.refused(place, "it is not there");
      case Lookup.Directory(var directory) ->
          throw ConfigException.refused(place, "it is a directory");
    };
  }
}
