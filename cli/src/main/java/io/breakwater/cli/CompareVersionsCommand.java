package io.breakwater.cli;

import io.breakwater.advisor.version.VersionOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `breakwater compare-versions`.
@Command(
    name = "compare-versions",
    mixinStandardHelpOptions = true,
    description = {
      "Prints <, = or > for two versions in a package manager's own order.",
      "Without arguments it reads lines TYPE<TAB>A<TAB>B from standard input and prints one sign a"
          + " line."
    })
final class CompareVersionsCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 64 << 10;
  private final Session session;

  @Parameters(
      arity = "0..3",
      paramLabel = "TYPE A B",
      description = "TYPE is apk, apk3 (apk-tools 3), deb or rpm.")
  private List<String> words = List.of();

  CompareVersionsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    switch (words.size()) {
      case 3 -> out.println(sign(words.get(0), words.get(1), words.get(2), "compare-versions"));
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
