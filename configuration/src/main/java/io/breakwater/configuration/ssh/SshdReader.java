package io.breakwater.configuration.ssh;

import io.breakwater.configuration.Glob;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `sshd_config` and what it includes, as `parse_server_config_depth` of `servconf.c` does:
/// one bad line and the server does not start. At most 16 levels of includes as there, 1,000 files,
/// 10,000 settings and 4 MiB of text.
final class SshdReader {
  private static final int MOST_DEPTH = 16;
  private static final int MOST_FILES = 1000;
  private static final int MOST_SETTINGS = 10_000;
  private static final int MOST_TEXT = 4 << 20;
  private static final String BLANKS = " \t\r\n";

  private final ImageFiles files;
  private final String folder;
  private final boolean oldWords;
  private final List<Setting> settings = new ArrayList<>();
  private final Set<String> subsystems = new HashSet<>();
  private int read;
  private int text;
  private int ports;

  private SshdReader(ImageFiles files, String folder, boolean oldWords) {
    this.files = files;
    this.folder = folder;
    this.oldWords = oldWords;
  }

  /// Reads a configuration.
  ///
  /// @param path of the main file
  /// @param version of the server: arguments are split another way since 8.7
  static SshdConfiguration read(ImageFiles files, String path, SshVersion version) {
    var folder = path.substring(0, path.lastIndexOf('/'));
    var reader = new SshdReader(files, folder, !version.isAtLeast(8, 7));
    var problem = "";
    try {
      reader.file(path, null, 0);
    } catch (BadLine e) {
      problem = e.why();
    }
    var read = new SshdConfiguration(reader.settings, problem);
    return problem.isEmpty()
        ? new SshdConfiguration(reader.settings, LoginMethods.problem(read).orElse(""))
        : read;
  }

  private void file(String path, @Nullable MatchBlock block, int depth) throws BadLine {
    switch (files.find(path)) {
      case Lookup.Found(var file) -> lines(file, block, depth);
      // fopen(3) opens a directory, and nothing can be read from it.
      case Lookup.Directory(var directory) -> {}
      case Lookup.Missing() ->
          throw new BadLine(path + " is missing, and the server does not start");
      case Lookup.Unread(var why) -> throw new BadLine(path + " could not be read: " + why);
      case Lookup.Unknown(var why) -> throw new BadLine(path + " could not be read: " + why);
    }
  }

  private void lines(ImageFile file, @Nullable MatchBlock outer, int depth) throws BadLine {
    text += file.text().length();
    if (depth > MOST_DEPTH || ++read > MOST_FILES || text > MOST_TEXT) {
      throw new BadLine(file.path() + " is included too deep, or there is too much to read");
    }
    if (file.text().indexOf('\0') >= 0) {
      throw new BadLine(file.path() + " holds a NUL character");
    }
    var block = outer;
    var number = 0;
    for (var line : file.text().split("\n", -1)) {
      number++;
      try {
        block = line(trimmed(line), file, number, block, outer, depth);
      } catch (BadLine e) {
        // An included file's own line is in the message already.
        throw e.why().startsWith("/")
            ? e
            : new BadLine(file.path() + ":" + number + ": " + e.why());
      }
    }
  }

  private static String trimmed(String line) {
    var from = 0;
    while (from < line.length() && " \t\r".indexOf(line.charAt(from)) >= 0) {
      from++;
    }
    var end = line.length();
    while (end > from + 1 && (BLANKS + "\f").indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(from, end);
  }

  private @Nullable MatchBlock line(
      String line,
      ImageFile file,
      int number,
      @Nullable MatchBlock block,
      @Nullable MatchBlock outer,
      int depth)
      throws BadLine {
    var words = new Words(line);
    var word = words.next();
    if (word != null && word.isEmpty()) {
      word = words.next();
    }
    if (word == null || word.isEmpty() || word.startsWith("#")) {
      return block;
    }
    var rest = words.rest();
    if (rest == null || rest.isEmpty()) {
      throw new BadLine(word + " has no argument");
    }
    var keyword = Keyword.of(word.toLowerCase(Locale.ROOT));
    if (keyword == null) {
      throw new BadLine(word + " is no setting of the server");
    }
    var arguments = oldWords ? Words.oldArguments(rest) : Words.arguments(rest);
    if (arguments.isEmpty()) {
      throw new BadLine("a quote is not closed");
    }
    if (!keyword.inMatch() && block != null && !block.always()) {
      throw new BadLine(word + " is not allowed in a Match block");
    }
    switch (keyword.kind()) {
      case MATCH -> {
        return MatchBlock.of(words, outer, file.path() + ":" + number);
      }
      case INCLUDE -> include(arguments.get(), block, depth);
      default -> setting(keyword, arguments.get(), rest, file, number, block);
    }
    return block;
  }

  private void setting(
      Keyword keyword,
      List<String> arguments,
      String rest,
      ImageFile file,
      int line,
      @Nullable MatchBlock block)
      throws BadLine {
    var values = Values.of(keyword, arguments, rest);
    if (keyword.kind() == Kind.SUBSYSTEM && !subsystems.add(values.getFirst())) {
      throw new BadLine("the subsystem " + values.getFirst() + " is defined twice");
    }
    if (keyword.kind() == Kind.PORT && ++ports > Values.mostPorts()) {
      throw new BadLine("there are too many ports");
    }
    if (keyword.kind() == Kind.IGNORED) {
      return;
    }
    if (settings.size() >= MOST_SETTINGS) {
      throw new BadLine("there are more than " + MOST_SETTINGS + " settings");
    }
    settings.add(new Setting(keyword, values, file, line, block));
  }

  private void include(List<String> patterns, @Nullable MatchBlock block, int depth)
      throws BadLine {
    if (patterns.isEmpty()) {
      throw new BadLine("Include names no file");
    }
    for (var pattern : patterns) {
      if (pattern.isEmpty()) {
        throw new BadLine("Include names no file");
      }
      // glob(3) takes "~" as it is here, below a directory that is not known.
      if (pattern.startsWith("~")) {
        continue;
      }
      var found = Glob.expand(files, pattern.startsWith("/") ? pattern : folder + "/" + pattern);
      if (!found.complete()) {
        throw new BadLine("what " + pattern + " includes is not known");
      }
      for (var path : found.paths()) {
        file(path, block, depth + 1);
      }
    }
  }
}
