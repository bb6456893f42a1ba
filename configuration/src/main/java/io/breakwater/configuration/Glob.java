package io.breakwater.configuration;

import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;

/// Finds the files that a pattern means, as glob(3) in the C locale: `*` and `?` match no `/` and
/// no leading dot, `[a-z]` and `[!a-z]` are sets, `\` takes the next character as it is. Names come
/// in the order of their bytes.
///
/// @param paths those that are there
/// @param complete false where a directory that had to be listed cannot be
public record Glob(List<String> paths, boolean complete) {
  /// As many paths as are followed.
  public static final int MOST = 10_000;

  public Glob {
    paths = List.copyOf(paths);
  }

  /// Whether a path is a pattern.
  public static boolean isPattern(String path) {
    return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
  }

  /// Finds what is there.
  ///
  /// @param pattern absolute
  public static Glob expand(ImageFiles files, String pattern) {
    var search = new Search(files);
    search.from("", split(pattern), 0);
    return new Glob(search.found, search.complete);
  }

  private static List<String> split(String pattern) {
    var names = new ArrayList<String>();
    for (var name : pattern.split("/", -1)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static final class Search {
    private final ImageFiles files;
    private final List<String> found = new ArrayList<>();
    private boolean complete = true;

    Search(ImageFiles files) {
      this.files = files;
    }

    void from(String folder, List<String> names, int at) {
      if (found.size() >= MOST) {
        complete = false;
        return;
      }
      if (at == names.size()) {
        if (!folder.isEmpty()) {
          found.add(folder);
        }
        return;
      }
      var name = names.get(at);
      if (!isPattern(name)) {
        plain(folder + "/" + name.replace("\\", ""), names, at);
        return;
      }
      var listed = files.list(folder.isEmpty() ? "/" : folder);
      if (listed.isEmpty()) {
        complete &= files.find(folder.isEmpty() ? "/" : folder) instanceof Lookup.Missing;
        return;
      }
      for (var one : listed.get()) {
        if (matches(name, one)) {
          from(folder + "/" + one, names, at + 1);
        }
      }
    }

    private void plain(String path, List<String> names, int at) {
      switch (files.find(path)) {
        case Lookup.Missing() -> {}
        case Lookup.Unknown(var why) -> complete = false;
        case Lookup.Found(var file) -> last(path, names, at);
        case Lookup.Unread(var why) -> last(path, names, at);
        case Lookup.Directory(var directory) -> from(path, names, at + 1);
      }
    }

    private void last(String path, List<String> names, int at) {
      if (at + 1 == names.size()) {
        found.add(path);
      }
    }
  }

  /// Whether a name without `/` matches a pattern, in time linear in their product.
  public static boolean matches(String pattern, String name) {
    if (name.startsWith(".") && !pattern.startsWith(".")) {
      return false;
    }
    var p = 0;
    var n = 0;
    var star = -1;
    var mark = 0;
    while (n < name.length()) {
      var next = p < pattern.length() ? one(pattern, p, name.charAt(n)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (next > 0) {
        p = next;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// The place behind what matches one character, -1 where it does not match.
  private static int one(String pattern, int at, char c) {
    return switch (pattern.charAt(at)) {
      case '?' -> at + 1;
      case '[' -> set(pattern, at, c);
      case '\\' ->
          at + 1 < pattern.length()
              ? (pattern.charAt(at + 1) == c ? at + 2 : -1)
              : plain('\\', at, c);
      default -> plain(pattern.charAt(at), at, c);
    };
  }

  private static int plain(char wanted, int at, char c) {
    return wanted == c ? at + 1 : -1;
  }

  /// A set; a `[` that nothing closes stands for itself.
  private static int set(String pattern, int at, char c) {
    var from = at + 1;
    var not =
        from < pattern.length() && (pattern.charAt(from) == '!' || pattern.charAt(from) == '^');
    from += not ? 1 : 0;
    var in = false;
    for (var i = from; i < pattern.length(); i++) {
      var low = pattern.charAt(i);
      if (low == ']' && i > from) {
        return in == not ? -1 : i + 1;
      }
      if (i + 2 < pattern.length()
          && pattern.charAt(i + 1) == '-'
          && pattern.charAt(i + 2) != ']') {
        in |= low <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        in |= low == c;
      }
    }
    return plain('[', at, c);
  }
}
