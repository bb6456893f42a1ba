package io.breakwater.cli;

import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater compare-versions`.
final class CompareVersionsCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 64 << 10;
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "compare-versions",
          this,
          "Prints <, = or > for two versions in a package manager's own order.",
          "Without arguments it reads lines TYPE<TAB>A<TAB>B from standard input and prints one"
              + " sign a line.");
  private final Texts words =
      model.parameters("TYPE A B", "0..3", "TYPE is apk, apk3 (apk-tools 3), deb or rpm.");

  private CompareVersionsCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new CompareVersionsCommand(session).model.commandLine();
  }

  @Override
  public Integer call() throws IOException {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    var given = words.values();
    switch (given.size()) {
      case 3 -> out.println(sign(given.get(0), given.get(1), given.get(2), "compare-versions"));
      case 0 -> compareLines(out);
      default ->
          throw Failure.usage(
              "compare-versions",
              "TYPE and two versions are needed, or nothing at all to read lines",
              "For example: breakwater compare-versions deb 1.0~rc1 1.0");
    }
    out.flush();
    return ExitCode.PASS;
  }

  private void compareLines(PrintWriter out) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(session.terminal().in(), StandardCharsets.UTF_8), 1 << 16);
    var number = 0;
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isEmpty()) {
        continue;
      }
      var where = "compare-versions, line " + number;
      var fields = line.split("\t", -1);
      if (fields.length != 3 || line.length() > LONGEST_LINE) {
        out.flush();
        throw Failure.usage(
            where,
            fields.length == 3
                ? "it has more than " + LONGEST_LINE + " characters"
                : "it has " + fields.length + " fields and not three",
            "Write TYPE<TAB>A<TAB>B");
      }
      out.println(sign(fields[0], fields[1], fields[2], where));
    }
  }

  private static String sign(String type, String a, String b, String where) {
    var order =
        VersionOrder.parse(type)
            .orElseThrow(
                () ->
                    Failure.usage(
                        where,
                        "'" + type + "' is no package manager",
                        "It is apk, apk3, deb or rpm"));
    var comparison = order.compare(a, b);
    return comparison < 0 ? "<" : comparison > 0 ? ">" : "=";
  }
}
