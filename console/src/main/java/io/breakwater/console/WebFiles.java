package io.breakwater.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The files of the web pages, as the build has put them beside these classes: `files.tsv` lists
/// them, a line each of name, media type, digest and codings.
final class WebFiles {
  /// What every page's address answers: the pages themselves are made in the browser.
  static final String INDEX = "index.html";

  private final Map<String, WebFile> files;
  private final WebFile index;

  private WebFiles(Map<String, WebFile> files, WebFile index) {
    this.files = Map.copyOf(files);
    this.index = index;
  }

  /// Reads the list; there is none where the server was built without pages.
  static Optional<WebFiles> load() {
    try (var list = WebFiles.class.getResourceAsStream("web/files.tsv")) {
      return list == null
          ? Optional.empty()
          : Optional.of(parse(new String(list.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the list of the web pages' files", e);
    }
  }

  /// Reads the text of a list.
  ///
  /// @throws IllegalStateException it is something else, or has no index
  static WebFiles parse(String list) {
    var files =
        list.lines()
            .map(WebFiles::line)
            .collect(Collectors.toMap(WebFile::name, Function.identity()));
    var index = files.get(INDEX);
    if (index == null) {
      throw new IllegalStateException("the web pages have no " + INDEX);
    }
    return new WebFiles(files, index);
  }

  private static WebFile line(String line) {
    var parts = line.split("\t", -1);
    if (parts.length != 4) {
      throw new IllegalStateException("no line of the list of the web pages' files: " + line);
    }
    var codings =
        Arrays.stream(parts[3].split(",", -1))
            .filter(coding -> !coding.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return new WebFile(parts[0], parts[1], parts[2], codings);
  }

  Optional<WebFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  WebFile index() {
    return index;
  }

  /// The bytes of a file.
  ///
  /// @param coding empty, or one of the file's
  static byte[] content(WebFile file, String coding) throws IOException {
    var suffix =
        switch (coding) {
          case "br" -> ".br";
          case "gzip" -> ".gz";
          default -> "";
        };
    try (InputStream in = WebFiles.class.getResourceAsStream("web/" + file.name() + suffix)) {
      if (in == null) {
        throw new IOException("the build has left out " + file.name() + suffix);
      }
      return in.readAllBytes();
    }
  }
}
