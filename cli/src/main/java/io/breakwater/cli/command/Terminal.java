package io.breakwater.cli.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/// What the command reads from and prints to.
///
/// @param in standard input
/// @param out standard output, unbuffered
/// @param err standard error
/// @param outIsTerminal whether standard output is a terminal
/// @param errIsTerminal whether standard error is a terminal
/// @param width columns of the terminal; 0 where there is none, so that nothing is cut
/// @param colour whether standard output may be coloured
public record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int width,
    boolean colour) {

  /// The process's own streams. The entry script knows which of them are terminals and how wide.
  public static Terminal ofProcess(Map<String, String> environment) {
    var terminals = environment.getOrDefault("BREAKWATER_TERMINAL", "");
    var out = terminals.contains("out");
    var noColour =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        System.in,
        new java.io.FileOutputStream(java.io.FileDescriptor.out),
        System.err,
        out,
        terminals.contains("err"),
        out ? columns(environment.getOrDefault("BREAKWATER_COLUMNS", "")) : 0,
        out && !noColour);
  }

  private static int columns(String text) {
    try {
      return Math.clamp(Integer.parseInt(text.trim()), 40, 400);
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  /// Prints one line on standard error; control characters of hostile names do not reach it.
  public void complain(String line) {
    err.println(printable(line));
    err.flush();
  }

  /// Replaces control characters, and bytes that are no UTF-8 (see `LayerEntry#path`), by `\xNN`.
  public static String printable(String text) {
    var clean = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= 0xDC80
          && c <= 0xDCFF
          && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
        clean.append("\\x").append(Integer.toHexString(c - 0xDC00));
      } else if ((c < ' ' && c != '\n') || (c >= 0x7F && c <= 0x9F)) {
        clean.append("\\x").append(Character.forDigit(c >> 4, 16)).append(hexDigit(c));
      } else {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  private static char hexDigit(char c) {
    return Character.forDigit(c & 15, 16);
  }
}
