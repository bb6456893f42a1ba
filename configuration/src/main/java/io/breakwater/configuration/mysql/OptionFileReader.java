package io.breakwater.configuration.mysql;

import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads option files as `mysys/my_default.c` of MariaDB and `mysys/my_default.cc` of MySQL do.
///
/// A line is a comment (`#` or `;` first), a group (`[name]`), `!include FILE`, `!includedir
/// DIRECTORY`, `option` or `option = value`. A `#` outside of quotes ends a line. A value that
/// stands in quotes loses them; then `\b \t \n \r \s \" \' \\` are escapes.
///
/// What breaks off a file that another one includes breaks off that file alone; in a file of the
/// first rank the server does not start. A file that everybody may write to is passed over.
///
/// Limits: 1,000 files, 10,000 options, 4 MiB of text; beyond there is a doubt.
final class OptionFileReader {
  /// `max_recursion_level`.
  private static final int DEEPEST = 10;

  /// `fgets(buff, sizeof(buff) - 1)` of 4,096 bytes: what is longer continues as another line.
  private static final int LINE = 4094;

  /// `FN_REFLEN - 3`: a longer name is no file's.
  private static final int LONGEST_NAME = 509;

  private static final int MOST_FILES = 1_000;
  private static final int MOST_LINES = 10_000;
  private static final int MOST_TEXT = 4 << 20;

  private final ImageFiles files;
  private final @Nullable String home;
  private final boolean firstDot;
  private final List<OptionFiles.Read> read = new ArrayList<>();
  private final List<OptionLine> lines = new ArrayList<>();
  private final List<OptionFiles.Doubt> doubts = new ArrayList<>();
  private final List<OptionFiles.Oddity> oddities = new ArrayList<>();
  private @Nullable String refusal;
  private long text;
  private boolean full;

  private OptionFileReader(ImageFiles files, Server server) {
    this.files = files;
    this.home = server.home();
    // fn_ext looks for the first dot of a name, fn_ext2, which MariaDB uses, for the last one.
    this.firstDot = server.isMySql();
  }

  /// Reads the files that a server reads when it starts without arguments.
  ///
  /// @param paths files in fixed places, in order; the last one that is there is the main one
  /// @param instead the main one where none is there
  static OptionFiles read(ImageFiles files, Server server, List<String> paths, String instead) {
    var reader = new OptionFileReader(files, server);
    var main = new Place(instead, 0, -1);
    for (var path : paths) {
      var before = reader.read.size();
      reader.first(path);
      var home = path.endsWith("/.my.cnf");
      if (reader.read.size() > before && !home) {
        main = reader.place(reader.read.get(before).file(), path);
      }
    }
    return new OptionFiles(
        main,
        reader.read,
        reader.lines,
        reader.doubts,
        reader.oddities,
        Optional.ofNullable(reader.refusal));
  }

  /// The options of one file, whatever it is for.
  static OptionFiles readAlone(ImageFiles files, Server server, String path) {
    return read(files, server, List.of(path), path);
  }

  private Place place(ImageFile file, String path) {
    return new Place(path, 0, file.layer());
  }

  private void first(String path) {
    var stopped = open(path, 0);
    if (stopped != null && refusal == null) {
      refusal = stopped;
    }
  }

  /// Reads a file; what stopped the server in it, or null.
  private @Nullable String open(String path, int depth) {
    if (path.length() >= LONGEST_NAME) {
      return null;
    }
    return switch (files.find(path)) {
      case Lookup.Missing() -> null;
      case Lookup.Directory(var directory) -> null;
      case Lookup.Unread(var why) -> doubt(path + " cannot be read: " + why);
      case Lookup.Unknown(var why) -> doubt(path + " is not known: " + why);
      case Lookup.Found(var file) -> found(path, file, depth);
    };
  }

  private @Nullable String doubt(String why) {
    doubts.add(new OptionFiles.Doubt(lines.size(), why));
    return null;
  }

  /// From here on nothing is read, so that every option is in doubt.
  private @Nullable String tooMany(String why) {
    if (!full) {
      doubts.add(new OptionFiles.Doubt(Integer.MAX_VALUE, why));
    }
    full = true;
    return null;
  }

  private @Nullable String found(String path, ImageFile file, int depth) {
    if ((file.mode() & 2) != 0) {
      oddities.add(
          new OptionFiles.Oddity(
              new Place(path, 0, file.layer()),
              "Everybody may write to %s, so that the server passes it over: take that away with \"chmod o-w %s\"."
                  .formatted(path, path)));
      return null;
    }
    text += file.text().length();
    if (read.size() >= MOST_FILES || text > MOST_TEXT || full) {
      return tooMany("there are more option files than are followed");
    }
    read.add(new OptionFiles.Read(path, file));
    return new OneFile(path, file, depth).read();
  }

  /// One file as it is read.
  private final class OneFile {
    private final String path;
    private final ImageFile file;
    private final int depth;
    private @Nullable String group;
    private int line;

    OneFile(String path, ImageFile file, int depth) {
      this.path = path;
      this.file = file;
      this.depth = depth;
    }

    /// The server looks at bytes; each is a character here.
    @Nullable String read() {
      var bytes =
          new String(file.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      var at = 0;
      while (at < bytes.length()) {
        var newline = bytes.indexOf('\n', at);
        var end = newline < 0 ? bytes.length() : newline + 1;
        line++;
        for (var from = at; from < end; from += LINE) {
          var stopped = line(bytes.substring(from, Math.min(end, from + LINE)));
          if (stopped != null) {
            return stopped;
          }
        }
        at = end;
      }
      return null;
    }

    private Place here() {
      return new Place(path, line, file.layer());
    }

    private @Nullable String line(String whole) {
      var zero = whole.indexOf('\0');
      var one = zero < 0 ? whole : whole.substring(0, zero);
      var at = skipSpace(one, 0);
      if (at == one.length() || one.charAt(at) == '#' || one.charAt(at) == ';') {
        return null;
      }
      if (one.charAt(at) == '!') {
        return directive(one, at);
      }
      if (one.charAt(at) == '[') {
        var close = one.indexOf(']', at);
        if (close < 0) {
          return stopped("\"]\" is missing");
        }
        group = show(one.substring(at + 1, trimEnd(one, close, at + 1)));
        return null;
      }
      if (group == null) {
        return stopped("an option stands before the first group");
      }
      option(group, uncommented(one, at), at);
      return null;
    }

    /// A file that breaks off; what comes behind is not read.
    private String stopped(String why) {
      if (depth > 0) {
        oddities.add(
            new OptionFiles.Oddity(
                here(),
                "The server stops reading %s at line %d, for %s: mend that line."
                    .formatted(path, line, why)));
      }
      return here() + ": " + why;
    }

    private @Nullable String directive(String one, int bang) {
      if (depth >= DEEPEST) {
        return null;
      }
      var at = skipSpace(one, bang + 1);
      var word = one.startsWith("includedir", at) ? 10 : one.startsWith("include", at) ? 7 : 0;
      if (word == 0 || at + word >= one.length() || !isSpace(one.charAt(at + word))) {
        return null;
      }
      var from = skipSpace(one, at + word);
      // The last character is taken for the newline, even where a file ends without one.
      var end = trimEnd(one, one.length() - 1, 0);
      if (end <= from) {
        return stopped("nothing stands behind !" + one.substring(at, at + word));
      }
      return include(show(one.substring(from, end)), word == 10);
    }

    private @Nullable String include(String written, boolean directory) {
      var target = written;
      if (written.startsWith("~/") && home != null) {
        target = home + written.substring(1);
      }
      if (!target.startsWith("/")) {
        return doubt(
            "%s includes %s, and where that is depends on the directory in which the server starts"
                .formatted(here(), written));
      }
      if (directory) {
        return includeDirectory(target);
      }
      open(target, depth + 1);
      return null;
    }

    private @Nullable String includeDirectory(String directory) {
      var names = files.list(directory);
      if (names.isEmpty()) {
        return switch (files.find(directory)) {
          case Lookup.Missing() -> stopped("there is no directory " + directory);
          case Lookup.Found(var other) -> stopped(directory + " is no directory");
          case Lookup.Unread(var why) -> stopped(directory + " is no directory");
          case Lookup.Directory(var other) ->
              doubt(
                  "%s includes %s, of which the names are not known".formatted(here(), directory));
          case Lookup.Unknown(var why) ->
              doubt("%s includes %s, which is not known: %s".formatted(here(), directory, why));
        };
      }
      var base = directory.endsWith("/") ? directory : directory + "/";
      for (var name : names.get()) {
        var dot = firstDot ? name.indexOf('.') : name.lastIndexOf('.');
        if (dot >= 0 && name.substring(dot).equals(".cnf")) {
          open(base + name, depth + 1);
        }
      }
      return null;
    }

    private void option(String of, String one, int at) {
      if (lines.size() >= MOST_LINES) {
        tooMany("there are more options than are followed");
        return;
      }
      var equals = one.indexOf('=', at);
      var nameEnd = trimEnd(one, equals < 0 ? one.length() : equals, at);
      var name = show(one.substring(at, nameEnd));
      var value = equals < 0 ? null : show(value(one, equals + 1));
      lines.add(new OptionLine(of, name, value, here()));
    }
  }

  /// Cuts the comment at the end of a line (`remove_end_comment`).
  private static String uncommented(String one, int from) {
    var quote = '\0';
    var escape = false;
    for (var i = from; i < one.length(); i++) {
      var c = one.charAt(i);
      if ((c == '\'' || c == '"') && !escape) {
        quote = quote == 0 ? c : quote == c ? '\0' : quote;
      }
      if (quote == 0 && c == '#') {
        return one.substring(0, i);
      }
      escape = quote != 0 && c == '\\' && !escape;
    }
    return one;
  }

  private static String value(String one, int from) {
    var start = skipSpace(one, from);
    var end = trimEnd(one, one.length(), start);
    var first = start < end ? one.charAt(start) : '\0';
    if ((first == '"' || first == '\'') && start + 1 < end && one.charAt(end - 1) == first) {
      start++;
      end--;
    }
    var value = new StringBuilder();
    for (var i = start; i < end; i++) {
      var c = one.charAt(i);
      if (c != '\\' || i == end - 1) {
        value.append(c);
        continue;
      }
      escape(value, one.charAt(++i));
    }
    return value.toString();
  }

  private static void escape(StringBuilder value, char c) {
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 's' -> value.append(' ');
      case '"', '\'', '\\' -> value.append(c);
      default -> value.append('\\').append(c);
    }
  }

  /// `my_isspace` of latin1, in which a byte A0 is a space that does not break.
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0;
  }

  private static int skipSpace(String one, int from) {
    var at = from;
    while (at < one.length() && isSpace(one.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int trimEnd(String one, int end, int from) {
    var at = end;
    while (at > from && isSpace(one.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static String show(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
