package io.breakwater.configuration.system;

import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Stacks of PAM, see pam.conf(5) and `libpam/pam_handlers.c`: one file for each service in
/// `/etc/pam.d`, else in the vendor's folders; `include` and `substack` take the lines of one type
/// of another file, Debian's `@include` takes all of them.
final class Pam {
  private static final List<String> FOLDERS =
      List.of("/etc/pam.d/", "/usr/lib/pam.d/", "/usr/etc/pam.d/");
  private static final int MOST_DEPTH = 16;
  private static final int MOST_LINES = 10_000;

  /// A module in a stack.
  ///
  /// @param name without folder: `pam_unix.so`
  /// @param control `required`, or `[…]` as written
  /// @param line from 1
  record Module(String name, String control, List<String> arguments, ImageFile file, int line) {
    Module {
      arguments = List.copyOf(arguments);
    }

    boolean is(String... names) {
      return List.of(names).contains(name);
    }

    /// Whether an argument is there.
    boolean has(String argument) {
      return arguments.contains(argument);
    }

    /// The number behind the last `name=`, or a default.
    int number(String argument, int missing) {
      for (var one : arguments.reversed()) {
        if (one.startsWith(argument + "=")) {
          return SystemNumbers.of(one.substring(argument.length() + 1), missing);
        }
      }
      return missing;
    }
  }

  /// The modules that a service asks.
  ///
  /// @param known whether the service's file is there
  /// @param problem why the stack is not known to its end, empty where it is
  record Stack(List<Module> modules, boolean known, String problem) {
    Stack {
      modules = List.copyOf(modules);
    }
  }

  private final ImageFiles files;
  private final String type;
  private final List<Module> modules = new ArrayList<>();
  private String problem = "";
  private int lines;

  private Pam(ImageFiles files, String type) {
    this.files = files;
    this.type = type;
  }

  /// Reads the stack of the first of several services that is there.
  ///
  /// @param type `auth`, `account`, `password` or `session`
  static Stack stack(ImageFiles files, String type, List<String> services) {
    for (var service : services) {
      var pam = new Pam(files, type);
      if (pam.service(service, 0)) {
        return new Stack(pam.modules, true, pam.problem);
      }
    }
    return new Stack(List.of(), false, "");
  }

  private boolean service(String name, int depth) {
    if (name.startsWith("/")) {
      return file(name, depth);
    }
    for (var folder : FOLDERS) {
      if (file(folder + name, depth)) {
        return true;
      }
    }
    return false;
  }

  /// Reads a file; false where there is none.
  private boolean file(String path, int depth) {
    return switch (files.find(path)) {
      case Lookup.Found(var file) -> {
        read(file, depth);
        yield true;
      }
      case Lookup.Missing() -> false;
      case Lookup.Directory(var directory) -> false;
      case Lookup.Unread(var why) -> {
        problem(path + " could not be read: " + why);
        yield true;
      }
      case Lookup.Unknown(var why) -> {
        problem(path + " could not be read: " + why);
        yield true;
      }
    };
  }

  private void problem(String what) {
    if (problem.isEmpty()) {
      problem = what;
    }
  }

  private void read(ImageFile file, int depth) {
    if (depth > MOST_DEPTH) {
      problem(file.path() + " is included more than " + MOST_DEPTH + " levels deep");
      return;
    }
    var text = file.text().split("\n", -1);
    for (var i = 0; i < text.length && problem.isEmpty(); i++) {
      var number = i + 1;
      if (++lines > MOST_LINES) {
        problem("PAM's files have more than " + MOST_LINES + " lines");
        return;
      }
      var line = new StringBuilder(comment(text[i]));
      while (!line.isEmpty() && line.charAt(line.length() - 1) == '\\' && i + 1 < text.length) {
        line.setCharAt(line.length() - 1, ' ');
        line.append(comment(text[++i]));
      }
      var words = words(line.toString());
      if (!words.isEmpty()) {
        line(words, file, number, depth);
      }
    }
  }

  private static String comment(String line) {
    var hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).stripTrailing();
  }

  private void line(List<String> words, ImageFile file, int number, int depth) {
    var first = words.getFirst();
    if (first.equals("@include")) {
      include(words.size() > 1 ? words.get(1) : "", file, number, depth);
      return;
    }
    var wanted = (first.startsWith("-") ? first.substring(1) : first).toLowerCase(Locale.ROOT);
    if (!wanted.equals(type)) {
      return;
    }
    if (words.size() < 3) {
      problem(file.path() + ":" + number + ": a control or a module is missing");
      return;
    }
    var control = words.get(1).toLowerCase(Locale.ROOT);
    if (control.equals("include") || control.equals("substack")) {
      include(words.get(2), file, number, depth);
      return;
    }
    var path = words.get(2);
    var name = path.substring(path.lastIndexOf('/') + 1);
    modules.add(new Module(name, control, words.subList(3, words.size()), file, number));
  }

  private void include(String name, ImageFile file, int number, int depth) {
    if (name.isEmpty() || !service(name, depth + 1)) {
      problem(file.path() + ":" + number + " includes " + name + ", which is not there");
    }
  }

  /// Words between blanks; `[` to `]` is one, in which `\]` stands for a bracket.
  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    var at = 0;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      var word = new StringBuilder();
      var bracket = line.charAt(at) == '[';
      at += bracket ? 1 : 0;
      while (at < line.length()) {
        var c = line.charAt(at);
        if (bracket ? c == ']' : Character.isWhitespace(c)) {
          break;
        }
        if (bracket && c == '\\' && at + 1 < line.length() && line.charAt(at + 1) == ']') {
          at++;
        }
        word.append(line.charAt(at++));
      }
      at++;
      words.add(word.toString());
    }
    return words;
  }
}
