package io.breakwater.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A table of the documentation that is as the program makes it. It stands between the lines
/// `<!-- NAME -->` and `<!-- end of NAME -->`. With `-Dbreakwater.write-docs=true` it is written
/// there.
public final class DocumentTable {
  private final Path document;
  private final String begin;
  private final String end;

  private DocumentTable(Path document, String name) {
    this.document = document;
    begin = "<!-- " + name + " -->\n";
    end = "<!-- end of " + name + " -->\n";
  }

  /// One in a file under `docs`.
  public static DocumentTable of(String file, String name) {
    var home = Path.of(System.getProperty("breakwater.home", ".."));
    return new DocumentTable(home.resolve("docs").resolve(file), name);
  }

  /// Fails where the document has another.
  public void is(String table) throws IOException {
    var found = Files.readString(document);
    assertThat(found).contains(begin, end);
    var before = found.substring(0, found.indexOf(begin) + begin.length());
    var expected = before + table + found.substring(found.indexOf(end));
    if (Boolean.getBoolean("breakwater.write-docs")) {
      Files.writeString(document, expected);
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }
}
