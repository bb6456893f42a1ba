package io.breakwater.cli;

import io.breakwater.advisor.Advisor;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.configuration.Check;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater checks`: the checks of the configuration that there are.
final class ChecksCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "checks",
          this,
          "Lists the checks of the configuration, or explains one: what it asks for, why, what"
              + " good looks like.");
  private final Text wanted =
      model.parameter("TEXT", false, "Only checks whose identifier contains it.");

  private ChecksCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ChecksCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var text = wanted.or("");
    var checks = Advisor.checks().stream().filter(check -> check.id().contains(text)).toList();
    if (checks.isEmpty()) {
      throw Failure.usage(
          "checks " + text, "there is no such check", "See breakwater checks for all of them");
    }
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      var width = checks.stream().mapToInt(check -> check.id().length()).max().orElse(0);
      checks.forEach(
          check ->
              out.println(
                  check.id()
                      + " ".repeat(width + 2 - check.id().length())
                      + check.weight().word()));
    } else {
      checks.forEach(check -> explain(check, out));
    }
    out.flush();
    return ExitCode.PASS;
  }

  private static void explain(Check check, PrintWriter out) {
    out.println(check.id());
    out.println("  severity   " + check.weight().word());
    out.println("  practice   " + check.practice());
    out.println("  good       " + check.good());
    out.println("  reference  " + check.reference());
    out.println();
  }
}
