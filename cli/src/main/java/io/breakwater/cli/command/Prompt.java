package io.breakwater.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Asks the person at the terminal. Questions go to standard error, so that output stays clean.
public final class Prompt {
  private static final int LONGEST = 4096;

  private final Terminal terminal;
  private final boolean somebody;

  private Prompt(Terminal terminal, boolean somebody) {
    this.terminal = terminal;
    this.somebody = somebody;
  }

  /// The entry script knows whether standard input is a terminal.
  public static Prompt of(Session session) {
    var terminals = session.environment().getOrDefault("BREAKWATER_TERMINAL", "");
    return new Prompt(session.terminal(), terminals.matches("(.* )?in( .*)?"));
  }

  /// Whether somebody sits there who can answer.
  public boolean somebody() {
    return somebody;
  }

  /// Asks for a yes.
  ///
  /// @return false for every other answer
  /// @throws Failure `confirmation` where nobody can answer
  public boolean confirmed(String what, String question) {
    if (!somebody) {
      throw Failure.of(
          ExitCode.ERROR,
          what,
          "nobody is there to confirm it",
          "Add --force to do it without being asked",
          "confirmation");
    }
    var answer = line(question + " [y/N]> ").strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /// Asks for a line.
  public String line(String question) {
    terminal.err().print(question);
    terminal.err().flush();
    return read();
  }

  /// Asks for a line that is not shown while it is typed; empty where that is impossible.
  // JDK 25 has gone back to the console that is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  public Optional<String> secret(String question) {
    var console = System.console();
    if (!somebody || console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    var typed = console.readPassword("%s", question);
    return typed == null ? Optional.empty() : Optional.of(new String(typed));
  }

  /// A line of standard input, of at most 4 KiB, without its end.
  public String read() {
    var line = new ByteArrayOutputStream();
    try {
      for (var next = terminal.in().read(); next >= 0 && next != '\n'; ) {
        line.write(next);
        if (line.size() > LONGEST) {
          throw Failure.usage("reading a line", "it has more than 4 KiB", "Give a shorter one");
        }
        next = terminal.in().read();
      }
    } catch (IOException e) {
      throw Failure.of(
          ExitCode.ERROR,
          "reading standard input",
          String.valueOf(e.getMessage()),
          "Try again",
          "input",
          e);
    }
    var text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
