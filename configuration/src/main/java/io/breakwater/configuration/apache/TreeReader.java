package io.breakwater.configuration.apache;

import io.breakwater.configuration.Glob;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a configuration into the tree that httpd makes of it (`ap_build_config_sub` in
/// `server/config.c`), executing what httpd executes while it reads: includes, conditions,
/// variables, modules, macros.
final class TreeReader {
  /// `AP_MAX_INCLUDE_DEPTH`, `AP_MAX_INCLUDE_DIR_DEPTH`.
  private static final int INCLUDES = 128;

  private static final int DIRECTORIES = 20;

  private final ImageFiles files;
  private final Variables variables;
  private final Modules modules;
  private final Conditions conditions;
  private final Budget budget = new Budget();
  private final Macros macros = new Macros(budget);
  private final List<Directive> notes = new ArrayList<>();
  private String root;
  private int includes;
  private int depth;

  TreeReader(ImageFiles files, Variables variables, Modules modules, String version, String root) {
    this.files = files;
    this.variables = variables;
    this.modules = modules;
    this.conditions = new Conditions(files, modules, variables, version);
    this.root = root;
  }

  /// Sections of modules that are not httpd's own; what they do is not known.
  List<Directive> notes() {
    return notes;
  }

  /// The directory that relative paths begin at.
  String root() {
    return root;
  }

  /// Reads the main file and all that it includes.
  List<Directive> read(ImageFile main) throws ConfigException {
    var tree = new ArrayList<Directive>();
    file(main, main.path(), tree);
    return tree;
  }

  private void file(ImageFile file, String name, List<Directive> sink) throws ConfigException {
    var place = new Place(name, 0, file.layer());
    budget.file(place, file.text().length());
    block(new ConfigLines(file.text(), place), null, sink);
  }

  /// Reads to the end of a file, or to the end of a condition in it.
  ///
  /// @param end the line that closes the condition, null for a file
  private void block(ConfigLines in, @Nullable String end, List<Directive> sink)
      throws ConfigException {
    var open = new ArrayDeque<Directive>();
    for (var line = in.next(); line != null; line = in.next()) {
      if (open.isEmpty() && line.equalsIgnoreCase(end)) {
        return;
      }
      if (!line.isEmpty() && line.charAt(0) != '#') {
        budget.depth(in.place(), depth + open.size());
        line(line, in, open, sink);
      }
    }
    // httpd takes the end of the file for the end of a condition, but not of another section.
    if (end == null && !open.isEmpty()) {
      throw ConfigException.refused(open.element().place(), open.element() + " is not closed");
    }
  }

  private void line(String line, ConfigLines in, Deque<Directive> open, List<Directive> sink)
      throws ConfigException {
    var place = in.place();
    var resolved = variables.resolve(line, place);
    budget.text(place, resolved.length() - Math.min(line.length(), resolved.length()));
    budget.directive(place);
    var words = new Words(resolved);
    var name = words.next();
    if (name.isEmpty()) {
      return;
    }
    if (name.startsWith("</")) {
      close(name, place, open);
      return;
    }
    var args = words.rest();
    // A "/" as the second letter keeps a ">" at the end of the word, as in httpd.
    if (name.endsWith(">") && !(name.length() > 1 && name.charAt(1) == '/')) {
      name = name.substring(0, name.length() - 1);
    }
    if (name.startsWith("<") && args.isEmpty()) {
      args = ">";
    }
    var directive = Directive.of(name, args, place);
    var into = open.isEmpty() ? sink : open.element().children();
    if (executed(directive, in, into)) {
      return;
    }
    into.add(directive);
    if (directive.isSection()) {
      open.push(directive);
    }
  }

  private static void close(String name, Place place, Deque<Directive> open)
      throws ConfigException {
    if (open.isEmpty()) {
      throw ConfigException.refused(place, name + " closes nothing");
    }
    if (!name.endsWith(">")) {
      throw ConfigException.refused(place, name + " has no closing \">\"");
    }
    var section = open.element().name().substring(1);
    if (!name.substring(2, name.length() - 1).equalsIgnoreCase(section)) {
      throw ConfigException.refused(place, name + " stands where </" + section + "> is expected");
    }
    open.pop();
  }

  /// Does what httpd does at once; false where the directive belongs into the tree.
  private boolean executed(Directive directive, ConfigLines in, List<Directive> into)
      throws ConfigException {
    var key = directive.key();
    if (conditions.decides(key)) {
      condition(directive, in, into);
      return true;
    }
    return switch (key) {
      case "include" -> include(directive, false, into);
      case "includeoptional" -> include(directive, true, into);
      case "define" -> define(directive);
      case "undefine" -> undefine(directive);
      case "serverroot" -> serverRoot(directive);
      case "loadmodule" -> loadModule(directive);
      case "defaultruntimedir", "loadfile" -> true;
      case "<macro", "use", "undefmacro" -> modules.has("macro_module") && macro(directive, in);
      default -> foreign(directive, in);
    };
  }

  private void condition(Directive directive, ConfigLines in, List<Directive> into)
      throws ConfigException {
    var name = directive.name().substring(1);
    if (conditions.holds(directive.key(), directive.args(), root, directive.place())) {
      depth++;
      block(in, "</" + name + ">", into);
      depth--;
    } else {
      skip(directive, in);
    }
  }

  /// Skips to the end of a condition that does not hold (`ap_soak_end_container`): only sections
  /// are looked at, and they must be closed in their order.
  private void skip(Directive directive, ConfigLines in) throws ConfigException {
    var open = new ArrayDeque<String>();
    open.push(directive.name().substring(1));
    for (var line = in.next(); line != null; line = in.next()) {
      var words = new Words(line);
      var name = words.next();
      if (name.startsWith("</")) {
        var closed = name.substring(2, Math.max(2, name.length() - 1));
        if (!closed.equalsIgnoreCase(open.element())) {
          throw ConfigException.refused(
              in.place(), name + " stands where </" + open.element() + "> is expected");
        }
        open.pop();
        if (open.isEmpty()) {
          return;
        }
      } else if (name.startsWith("<")) {
        var bare = words.atEnd() && name.endsWith(">");
        open.push(name.substring(1, bare ? name.length() - 1 : name.length()));
        budget.depth(in.place(), open.size());
      }
    }
    throw ConfigException.refused(directive.place(), directive + " is not closed");
  }

  private boolean define(Directive directive) throws ConfigException {
    var words = directive.words();
    if (words.isEmpty() || words.size() > 2 || words.getFirst().contains(":")) {
      throw ConfigException.refused(
          directive.place(), "Define takes a name without \":\" and may take a value");
    }
    variables.define(words.getFirst(), words.size() > 1 ? words.get(1) : "");
    return true;
  }

  private boolean undefine(Directive directive) throws ConfigException {
    var words = directive.words();
    if (words.size() != 1 || words.getFirst().contains(":")) {
      throw ConfigException.refused(directive.place(), "UnDefine takes one name without \":\"");
    }
    variables.undefine(words.getFirst());
    return true;
  }

  private boolean serverRoot(Directive directive) throws ConfigException {
    if (directive.words().size() != 1) {
      throw ConfigException.refused(directive.place(), "ServerRoot takes one argument");
    }
    root = Paths.absolute("/", directive.word());
    return switch (files.find(root)) {
      case Lookup.Directory(var path) -> true;
      case Lookup.Unknown(var why) ->
          throw ConfigException.unknown(directive.place(), root + ": " + why);
      default -> throw ConfigException.refused(directive.place(), root + " is no directory");
    };
  }

  private boolean loadModule(Directive directive) throws ConfigException {
    var words = directive.words();
    if (words.size() != 2) {
      throw ConfigException.refused(directive.place(), "LoadModule takes two arguments");
    }
    modules.load(words.getFirst());
    return true;
  }

  private boolean macro(Directive directive, ConfigLines in) throws ConfigException {
    switch (directive.key()) {
      case "<macro" -> macros.define(directive.args(), in);
      case "use" -> macros.use(directive.args(), in);
      default -> macros.undefine(directive.args(), directive.place());
    }
    return true;
  }

  /// A section of a module that is not httpd's own may hold anything, so its lines are skipped up
  /// to the one that closes it.
  private boolean foreign(Directive directive, ConfigLines in) throws ConfigException {
    var script = directive.key().startsWith("<lua") && modules.has("lua_module");
    var unknown =
        directive.isSection() && modules.foreign() && Grammar.anywhere(directive.key()).isEmpty();
    if (!script && !unknown) {
      return false;
    }
    notes.add(directive);
    for (var line = in.next(); line != null; line = in.next()) {
      if (line.equalsIgnoreCase("</" + directive.name().substring(1) + ">")) {
        return true;
      }
    }
    throw ConfigException.refused(directive.place(), directive + " is not closed");
  }

  private boolean include(Directive directive, boolean optional, List<Directive> sink)
      throws ConfigException {
    if (directive.words().size() != 1) {
      throw ConfigException.refused(directive.place(), directive.name() + " takes one argument");
    }
    if (++includes > INCLUDES) {
      throw ConfigException.refused(
          directive.place(), "files are included more than " + INCLUDES + " deep");
    }
    var path = Paths.absolute(root, directive.word());
    var from = new Including(directive.place(), optional, sink);
    if (Paths.isPattern(path)) {
      from.pattern("/", path.substring(1));
    } else {
      from.path(path, 0);
    }
    includes--;
    return true;
  }

  /// One `Include`: follows its path (`ap_process_fnmatch_configs`).
  private final class Including {
    private final Place place;
    private final boolean optional;
    private final List<Directive> sink;

    Including(Place place, boolean optional, List<Directive> sink) {
      this.place = place;
      this.optional = optional;
      this.sink = sink;
    }

    private ConfigException unknown(String path, String why) {
      return ConfigException.unknown(place, "includes " + path + ": " + why);
    }

    void path(String path, int nested) throws ConfigException {
      switch (files.find(path)) {
        case Lookup.Found(var found) -> file(found, path, sink);
        case Lookup.Directory(var directory) -> {
          if (nested >= DIRECTORIES) {
            throw ConfigException.refused(place, "directories are nested too deep: " + path);
          }
          for (var name : names(path, directory)) {
            path(Paths.absolute(path, name), nested + 1);
          }
        }
        case Lookup.Missing() -> {
          if (!optional) {
            throw ConfigException.refused(place, "includes " + path + ", which is not there");
          }
        }
        case Lookup.Unread(var why) -> throw unknown(path, why);
        case Lookup.Unknown(var why) -> throw unknown(path, why);
      }
    }

    private List<String> names(String path, String directory) throws ConfigException {
      var names = files.list(directory);
      if (names.isEmpty()) {
        throw unknown(path, "what is in this directory is not known");
      }
      return names.get();
    }

    void pattern(String base, String rest) throws ConfigException {
      var slash = rest.indexOf('/');
      var first = slash < 0 ? rest : rest.substring(0, slash);
      var more = slash < 0 ? null : rest.substring(slash + 1);
      if (!Paths.isPattern(first)) {
        var path = Paths.absolute(base, first);
        if (more == null) {
          path(path, 0);
        } else {
          pattern(path, more);
        }
        return;
      }
      var matched = 0;
      for (var name : candidates(base)) {
        var path = Paths.absolute(base, name);
        if (!Glob.matches(first, name) || (more != null && !isDirectory(path))) {
          continue;
        }
        matched++;
        if (more == null) {
          path(path, 0);
        } else {
          pattern(path, more);
        }
      }
      if (matched == 0 && !optional) {
        throw ConfigException.refused(place, "nothing in " + base + " matches " + first);
      }
    }

    private boolean isDirectory(String path) throws ConfigException {
      return switch (files.find(path)) {
        case Lookup.Directory(var directory) -> true;
        case Lookup.Unknown(var why) -> throw unknown(path, why);
        default -> false;
      };
    }

    private List<String> candidates(String base) throws ConfigException {
      return switch (files.find(base)) {
        case Lookup.Directory(var directory) -> names(base, directory);
        case Lookup.Missing() -> {
          if (optional) {
            yield List.of();
          }
          throw ConfigException.refused(place, "includes from " + base + ", which is not there");
        }
        case Lookup.Unknown(var why) -> throw unknown(base, why);
        case Lookup.Found(var file) ->
            throw ConfigException.refused(place, base + " is no directory");
        case Lookup.Unread(var why) ->
            throw ConfigException.refused(place, base + " is no directory");
      };
    }
  }
}
