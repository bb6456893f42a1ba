package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.image.ImageException;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.sbom.SbomException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Turns the modules' exceptions into the one line that the user sees.
final class Errors {
  private Errors() {}

  /// An image that cannot be opened could not be assessed, unless there is none at that
  /// place or the
  /// call was wrong.
  static Failure of(ImageException e) {
    var exitCode =
        switch (e.code()) {
          case "image-not-found",
              "tag-not-found",
              "tag-ambiguous",
              "platform-not-found",
              "reference-malformed",
              "registry-not-found" ->
              ExitCode.ERROR;
          default -> ExitCode.NOT_ASSESSED;
        };
    return Failure.of(exitCode, e.what(), e.why(), e.next(), e.code(), e);
  }

  /// A bill of materials that cannot be read could not be assessed, unless there is none at that
  /// place.
  static Failure of(SbomException e) {
    var exitCode = e.code().equals("sbom-not-found") ? ExitCode.ERROR : ExitCode.NOT_ASSESSED;
    return Failure.of(exitCode, e.what(), e.why(), e.next(), e.code(), e);
  }

  /// Advisories that cannot be had: for a scan this means that nothing can be assessed.
  static Failure ofScan(FeedException e) {
    return Failure.of(ExitCode.NOT_ASSESSED, e.what(), e.why(), e.next(), e.code(), e);
  }

  /// Advisories that cannot be fetched, read or written, which is what the command was for.
  static Failure of(FeedException e) {
    return Failure.of(ExitCode.ERROR, e.what(), e.why(), e.next(), e.code(), e);
  }

  /// A policy that cannot be followed.
  static Failure of(PolicyException e) {
    return Failure.of(ExitCode.ERROR, e.what(), e.why(), e.next(), e.code(), e);
  }

  /// A file of the user's that could not be read.
  static Failure reading(String what, Path file, IOException e) {
    var folder = Files.isDirectory(file);
    return Failure.of(
        ExitCode.ERROR,
        what,
        folder ? "it is a folder" : Failure.reason(e),
        "Give a file that is there and may be read",
        "file-unreadable",
        e);
  }

  /// A file that could not be written.
  static Failure writing(Path file, IOException e) {
    return Failure.of(
        ExitCode.ERROR,
        "writing " + file,
        Failure.reason(e),
        "Check the folder, its permissions and the space left, then try again",
        "output-failed",
        e);
  }
}
