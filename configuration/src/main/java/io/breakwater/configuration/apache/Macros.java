package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `<Macro>`, `Use` and `UndefMacro` (httpd's `modules/core/mod_macro.c`): the lines of a macro are
/// kept as they are, and its parameters are replaced in them where it is used, the first one in a
/// line first, of those that begin at the same place the longest; `@name` comes in quotes.
final class Macros {
  private record Macro(List<String> parameters, List<String> lines) {}

  private final Map<String, Macro> macros = new HashMap<>();
  private final Budget budget;

  Macros(Budget budget) {
    this.budget = budget;
  }

  void define(String args, ConfigLines in) throws ConfigException {
    var place = in.place();
    var end = args.lastIndexOf('>');
    if (end <= 0) {
      throw ConfigException.refused(place, "<Macro> needs a name and a closing \">\"");
    }
    var words = new Words(args.substring(0, end));
    var name = words.next().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw ConfigException.refused(place, "<Macro> needs a name");
    }
    var parameters = Words.of(words.rest());
    if (parameters.contains("") || new HashSet<>(parameters).size() < parameters.size()) {
      throw ConfigException.refused(place, "parameters of <Macro> must differ and have names");
    }
    macros.put(name, new Macro(parameters, lines(in, place)));
  }

  private static List<String> lines(ConfigLines in, Place place) throws ConfigException {
    var lines = new ArrayList<String>();
    var nested = 1;
    for (var line = in.next(); line != null; line = in.next()) {
      var first = new Words(line).next();
      if (first.equalsIgnoreCase("</Macro>")) {
        nested--;
      } else if (first.equalsIgnoreCase("<Macro")) {
        nested++;
      }
      if (nested == 0) {
        return lines;
      }
      lines.add(line);
    }
    throw ConfigException.refused(place, "<Macro> is not closed by </Macro>");
  }

  void undefine(String args, Place place) throws ConfigException {
    if (macros.remove(new Words(args).next().toLowerCase(Locale.ROOT)) == null) {
      throw ConfigException.refused(place, "UndefMacro of a macro that is not defined");
    }
  }

  void use(String args, ConfigLines in) throws ConfigException {
    var place = in.place();
    var words = new Words(args);
    var name = words.next().toLowerCase(Locale.ROOT);
    var macro = macros.get(name);
    if (macro == null) {
      throw ConfigException.refused(place, "macro " + name + " is not defined");
    }
    var values = Words.of(words.rest());
    if (values.size() != macro.parameters().size()) {
      throw ConfigException.refused(
          place, "macro " + name + " takes " + macro.parameters().size() + " arguments");
    }
    if (in.macros().contains(name)) {
      throw ConfigException.refused(place, "macro " + name + " uses itself");
    }
    var text = new StringBuilder();
    for (var line : macro.lines()) {
      replace(line, macro.parameters(), values, text);
      text.append('\n');
      budget.text(place, line.length() + 1);
    }
    budget.text(place, text.length());
    var using = new ArrayList<>(in.macros());
    using.add(name);
    in.push(text.toString(), using);
  }

  private static void replace(
      String line, List<String> parameters, List<String> values, StringBuilder text) {
    var at = 0;
    while (true) {
      var chosen = -1;
      var found = line.length();
      for (var i = 0; i < parameters.size(); i++) {
        var here = line.indexOf(parameters.get(i), at);
        var longer = chosen >= 0 && parameters.get(i).length() > parameters.get(chosen).length();
        if (here >= 0 && (here < found || (here == found && longer))) {
          chosen = i;
          found = here;
        }
      }
      if (chosen < 0) {
        text.append(line, at, line.length());
        return;
      }
      text.append(line, at, found);
      append(text, values.get(chosen), parameters.get(chosen).startsWith("@"));
      at = found + parameters.get(chosen).length();
    }
  }

  private static void append(StringBuilder text, String value, boolean quoted) {
    if (!quoted) {
      text.append(value);
      return;
    }
    text.append('"');
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
  }
}
