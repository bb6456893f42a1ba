package io.breakwater.cli;

import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Terminal;
import io.breakwater.reports.formats.ReportDocument;
import io.breakwater.reports.formats.ReportFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a report goes, and in which format: `FORMAT` or `FORMAT=FILE`.
///
/// @param format which report
/// @param file null for standard output
record ReportTarget(ReportFormat format, @Nullable Path file) {
  /// Writes a report.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static ReportTarget parse(String text) {
    var equals = text.indexOf('=');
    var name = equals < 0 ? text : text.substring(0, equals);
    var format =
        ReportFormat.parse(name)
            .orElseThrow(
                () ->
                    Failure.usage(
                        "--format " + text,
                        "there is no format '" + name + "'",
                        "Formats are " + ReportFormat.words() + "; write FORMAT, or FORMAT=FILE"));
    if (equals >= 0 && equals + 1 == text.length()) {
      throw Failure.usage("--format " + text, "the file is missing", "Write FORMAT=FILE");
    }
    return new ReportTarget(format, equals < 0 ? null : Path.of(text.substring(equals + 1)));
  }

  /// Reads all targets that were given; two reports do not go to one place.
  static List<ReportTarget> parse(List<String> texts) {
    var targets = texts.stream().map(ReportTarget::parse).toList();
    var places = new HashSet<String>();
    for (var target : targets) {
      var file = target.file();
      var place = file == null ? "standard output" : file.toAbsolutePath().normalize().toString();
      if (!places.add(place)) {
        throw Failure.usage(
            "--format " + target.format().word(),
            "another report goes to " + place + " already",
            "Give all but one a file of their own: FORMAT=FILE");
      }
    }
    return targets;
  }

  /// Writes a report; one to the terminal as wide and colourful as that is.
  void write(Terminal terminal, ReportDocument document) {
    var shown =
        file == null
            ? document.options().withTerminal(terminal.width(), terminal.colour())
            : document.options();
    write(terminal, out -> document.with(shown).write(format, out));
  }

  /// A file appears whole or not at all.
  void write(Terminal terminal, Content content) {
    if (file == null) {
      writeToStandardOutput(terminal, content);
      return;
    }
    var target = file.toAbsolutePath();
    var folder = target.getParent();
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        // A pipe or a device, such as /dev/stderr: there is nothing to put in its place.
        try (var out = new BufferedOutputStream(Files.newOutputStream(target))) {
          content.writeTo(out);
        }
        return;
      }
      var temporary =
          Files.createTempFile(folder == null ? Path.of(".") : folder, ".breakwater-", ".part");
      try {
        try (var out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          content.writeTo(out);
        }
        temporary.toFile().setReadable(true, false);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw Errors.writing(file, e);
    }
  }

  private static void writeToStandardOutput(Terminal terminal, Content content) {
    try {
      var out = new BufferedOutputStream(terminal.out(), 1 << 16);
      content.writeTo(out);
      out.flush();
    } catch (IOException e) {
      // Whoever reads has seen enough (`| head`): no reason to complain.
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw Errors.writing(Path.of("standard output"), e);
      }
    }
  }
}
