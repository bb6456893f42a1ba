package io.breakwater.cli.completion;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;

/// `breakwater completion bash|zsh|fish`: a script for the shell.
public final class CompletionCommand implements Callable<Integer> {
  private final Session session;
  private final Supplier<CommandLine> whole;
  private final CommandModel model =
      CommandModel.of("completion", this, "Prints a script that completes words in your shell.")
          .footer(
              "",
              "bash   source <(breakwater completion bash)",
              "zsh    source <(breakwater completion zsh)",
              "fish   breakwater completion fish | source",
              "",
              "To have it always, put the line into ~/.bashrc, ~/.zshrc or"
                  + " ~/.config/fish/config.fish.");
  private final Text shell = model.parameter("SHELL", true, "bash, zsh or fish.");

  private CompletionCommand(Session session, Supplier<CommandLine> whole) {
    this.session = session;
    this.whole = whole;
  }

  /// The command.
  ///
  /// @param whole the program with all its commands
  public static CommandLine of(Session session, Supplier<CommandLine> whole) {
    return new CompletionCommand(session, whole).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    out.print(
        switch (shell.or("")) {
          // The script turns zsh's emulation of bash's completion on by itself.
          case "bash", "zsh" -> AutoComplete.bash("breakwater", whole.get());
          case "fish" -> new FishCompletion("breakwater").script(whole.get());
          default ->
              throw Failure.usage(
                  "completion " + shell.or(""),
                  "it is bash, zsh or fish",
                  "For example: source <(breakwater completion bash)");
        });
    out.flush();
    return ExitCode.PASS;
  }
}
