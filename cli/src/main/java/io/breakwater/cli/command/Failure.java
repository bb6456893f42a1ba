package io.breakwater.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Ends the command: one line for people, an exit code for scripts.
///
/// Reads as `<what>: <why>. <what to do next> [code]`.
public final class Failure extends RuntimeException {
  private final int exitCode;

  private Failure(int exitCode, String line, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
  }

  private Failure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  /// The call's words are off.
  public static Failure usage(String what, String why, String next) {
    return new Failure(ExitCode.ERROR, line(what, why, next, "usage"));
  }

  public static Failure of(int exitCode, String what, String why, String next, String code) {
    return new Failure(exitCode, line(what, why, next, code));
  }

  public static Failure of(
      int exitCode, String what, String why, String next, String code, Throwable cause) {
    return new Failure(exitCode, line(what, why, next, code), cause);
  }

  /// What people call what went wrong with a file.
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "there is no such folder or file";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException system when system.getReason() != null ->
          String.valueOf(system.getReason());
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  private static String line(String what, String why, String next, String code) {
    return sentence(what + ": " + why) + " " + sentence(next) + " [" + code + "]";
  }

  private static String sentence(String text) {
    var last = text.isEmpty() ? '.' : text.charAt(text.length() - 1);
    return last == '.' || last == '?' || last == '!' ? text : text + ".";
  }

  public int exitCode() {
    return exitCode;
  }

  public String line() {
    return String.valueOf(getMessage());
  }
}
