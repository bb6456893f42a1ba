package io.breakwater.configuration.sudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares with the real sudo on files made by chance: what `visudo -c` accepts, and what
/// `cvtsudoers` reads from them. `-Dbreakwater.differential=N` makes N of them.
class SudoersDifferentialTest {
  private static final String CHECKER = "/usr/sbin/visudo";
  private static final String READER = "/usr/bin/cvtsudoers";

  private static final Pattern SETTING =
      Pattern.compile(
          "unknown defaults entry|no value specified for|is invalid for option"
              + "|does not take a value|invalid operator|values for .[a-z_]+. must start");

  @TempDir Path folder;

  @Test
  void policiesAreThoseOfSudo() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(CHECKER)) && Files.isExecutable(Path.of(READER)),
        "skipped: neither visudo nor cvtsudoers is installed on this machine");
    assumeTrue(
        run(List.of(CHECKER, "-V")).contains("version 1.9.13"),
        "skipped: the grammar compared is that of sudo 1.9.13");
    var cases = Integer.getInteger("breakwater.differential", 600);
    var random = new SplittableRandom(7);
    var refused = 0;
    for (var i = 0; i < cases; i++) {
      refused += accepted(random.split(), i) ? 0 : 1;
    }
    assertThat(refused).isBetween(cases / 20, cases * 3 / 4);
    System.getLogger("differential")
        .log(System.Logger.Level.INFO, cases + " configurations, " + refused + " refused");
  }

  private boolean accepted(SplittableRandom random, int number) throws Exception {
    var own = Files.createDirectory(folder.resolve("case" + number));
    var files = RandomSudoers.make(random);
    for (var file : files.entrySet()) {
      var path = own.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    var main = own.resolve("sudoers").toString();
    var ours = Reader.read(new FolderFiles(Path.of("/")), main, false);
    var checked = run(List.of(CHECKER, "-c", "-f", main));
    var accepted = checked.contains(main + ": parsed OK");
    var why = files + "\n" + checked + "\n" + ours.problems() + "\n";
    // visudo refuses settings that sudo passes over, once it has parsed all files.
    var parsed = accepted || SETTING.matcher(checked).find();
    assertThat(ours.problems().isEmpty()).as(why).isEqualTo(parsed);
    if (accepted) {
      var theirs = run(List.of(READER, "-f", "csv", main));
      assertThat(lines(ours)).as(why + theirs).containsExactlyElementsOf(theirLines(theirs));
    }
    return accepted;
  }

  // ---- what both say, in lines

  private static List<String> lines(Policy policy) {
    var lines = new ArrayList<String>();
    for (var one : policy.settings()) {
      var scope =
          switch (one.scope()) {
            case GLOBAL -> "defaults";
            case HOST -> "defaults_host";
            case USER -> "defaults_user";
            case RUN_AS -> "defaults_runas";
            case COMMAND -> "defaults_command";
          };
      var operator =
          switch (one.operation()) {
            case SET, NEGATE -> "=";
            case ADD -> "+=";
            case REMOVE -> "-=";
          };
      var negated = one.operation() == Setting.Operation.NEGATE;
      var value = one.value() == null ? String.valueOf(!negated) : one.value();
      lines.add(String.join("|", scope, text(one.binding()), one.name(), operator, value));
    }
    var aliases = new TreeSet<String>();
    for (var kind : policy.aliases().values()) {
      for (var alias : kind.values()) {
        var name =
            switch (alias.kind()) {
              case USER -> "User_Alias";
              case HOST -> "Host_Alias";
              case RUN_AS -> "Runas_Alias";
              case COMMAND -> "Cmnd_Alias";
            };
        aliases.add(name + "|" + alias.name() + "|" + text(alias.members()));
      }
    }
    lines.addAll(aliases);
    var rules = new ArrayList<String[]>();
    for (var grant : policy.grants()) {
      rules.add(
          new String[] {
            String.join(
                "|",
                text(grant.users()),
                text(grant.hosts()),
                text(grant.runAs()),
                text(grant.runAsGroups()),
                tags(grant)),
            grant.command().toString()
          });
    }
    lines.addAll(merged(rules));
    return lines;
  }

  private static String text(List<Member> members) {
    return members == null ? "" : String.join(",", members.stream().map(Member::toString).toList());
  }

  private static String tags(Grant grant) {
    var text = new ArrayList<String>();
    var tags = grant.tags();
    if (tags.containsKey("PASSWD")) {
      text.add(tags.get("PASSWD") ? "authenticate" : "!authenticate");
    }
    if (tags.containsKey("EXEC")) {
      text.add(tags.get("EXEC") ? "!noexec" : "noexec");
    }
    // SETENV is not compared: cvtsudoers writes what ALL implies as the command's before it.
    return String.join(",", text);
  }

  /// Rules in which only the command differs stand in one line, as cvtsudoers writes some of
  /// them.
  private static List<String> merged(List<String[]> rules) {
    var lines = new ArrayList<String>();
    var last = "";
    for (var rule : rules) {
      if (!lines.isEmpty() && rule[0].equals(last)) {
        lines.add(lines.removeLast() + "," + rule[1]);
      } else {
        lines.add(rule[0] + "|" + rule[1]);
      }
      last = rule[0];
    }
    return lines;
  }

  private static List<String> theirLines(String csv) {
    var lines = new ArrayList<String>();
    var aliases = new TreeSet<String>();
    var rules = new ArrayList<String[]>();
    for (var fields : fields(csv)) {
      var first = fields.getFirst();
      if (first.startsWith("defaults")) {
        if (!first.equals("defaults_type")) {
          lines.add(String.join("|", fields));
        }
      } else if (first.endsWith("_Alias")) {
        aliases.add(first + "|" + fields.get(1) + "|" + rest(fields, 2));
      } else if (first.equals("rule") && !fields.get(1).equals("user")) {
        var tags = new ArrayList<String>();
        for (var option : fields.get(5).split(",", -1)) {
          if (option.matches("!?(authenticate|noexec)")) {
            tags.add(option);
          }
        }
        rules.add(
            new String[] {
              String.join("|", fields.subList(1, 5)) + "|" + String.join(",", tags), rest(fields, 6)
            });
      }
    }
    lines.addAll(aliases);
    lines.addAll(merged(rules));
    return lines;
  }

  /// A last field, which has commas that nothing quotes where a list has one member.
  private static String rest(List<String> fields, int from) {
    return String.join(",", fields.subList(from, fields.size()));
  }

  /// Fields of lines; quotes are doubled in fields without quotes around them, too.
  private static List<List<String>> fields(String csv) {
    var lines = new ArrayList<List<String>>();
    for (var line : csv.split("\n", -1)) {
      var fields = new ArrayList<String>();
      var field = new StringBuilder();
      var quoted = false;
      for (var i = 0; i < line.length(); i++) {
        var c = line.charAt(i);
        if (c == '"'
            && i + 1 < line.length()
            && line.charAt(i + 1) == '"'
            && (quoted || !field.isEmpty())) {
          field.append('"');
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          fields.add(field.toString());
          field.setLength(0);
        } else {
          field.append(c);
        }
      }
      fields.add(field.toString());
      lines.add(fields);
    }
    return lines;
  }

  private static String run(List<String> command) throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("LC_ALL", "C"));
    var checks = command.getFirst().equals(CHECKER);
    builder.redirectErrorStream(checks);
    if (!checks) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
