package io.breakwater.policy.document;

/// Something of a file that could not be carried over, or that the user should know of it.
///
/// @param file as the user named it
/// @param line from 1, 0 for the whole file
/// @param message for people, a sentence without the full stop
public record Remark(String file, int line, String message) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
  }
}
