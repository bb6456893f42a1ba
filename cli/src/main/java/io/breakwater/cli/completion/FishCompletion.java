package io.breakwater.cli.completion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Makes completions for fish ("Writing your own completions"): a line for each command and each
/// option, which holds where exactly the commands before it were typed.
final class FishCompletion {
  /// Whether the words before the cursor that are no options begin with these, or are these.
  private static final String FUNCTION =
      """
      function __PROGRAM_at
        set -l mode $argv[1]
        set -e argv[1]
        set -l words (commandline -opc)
        set -e words[1]
        set -l typed
        for word in $words
          string match -q -- '-*' $word; or set -a typed $word
        end
        test (count $typed) -ge (count $argv); or return 1
        test $mode = within -o (count $typed) -eq (count $argv); or return 1
        test (count $argv) -eq 0; and return 0
        for i in (seq (count $argv))
          contains -- $typed[$i] (string split '|' -- $argv[$i]); or return 1
        end
      end
      """;

  private final String program;
  private final StringBuilder script = new StringBuilder();

  FishCompletion(String program) {
    this.program = program;
  }

  String script(CommandLine line) {
    script.append("# Completions of ").append(program).append(" for fish.\n");
    script.append(FUNCTION.replace("PROGRAM", program));
    script.append("complete -c ").append(program).append(" -e\n");
    add(line, List.of());
    return script.toString();
  }

  private void add(CommandLine line, List<String> path) {
    var spec = line.getCommandSpec();
    Set<CommandLine> commands = new LinkedHashSet<>(shown(line.getSubcommands().values()));
    for (var command : commands) {
      var child = command.getCommandSpec();
      for (var name : child.names()) {
        complete("exactly", path, "-f -a " + quoted(name), description(child));
      }
    }
    for (var option : spec.options()) {
      if (!option.hidden()) {
        complete("within", path, words(option), first(option.description()));
      }
    }
    for (var command : commands) {
      var deeper = new ArrayList<>(path);
      deeper.add(String.join("|", command.getCommandSpec().names()));
      add(command, deeper);
    }
  }

  private static List<CommandLine> shown(Collection<CommandLine> commands) {
    return commands.stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  private void complete(String condition, List<String> path, String what, String description) {
    script.append("complete -c ").append(program).append(" -n ");
    var words = new StringBuilder("__" + program + "_at " + condition);
    path.forEach(word -> words.append(' ').append(quoted(word)));
    script.append(quoted(words.toString())).append(' ').append(what);
    if (!description.isEmpty()) {
      script.append(" -d ").append(quoted(description));
    }
    script.append('\n');
  }

  private static String words(OptionSpec option) {
    var words = new StringBuilder();
    for (var name : option.names()) {
      words
          .append(words.isEmpty() ? "" : " ")
          .append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      words.append(" -r");
      var label = option.paramLabel();
      if (!label.contains("FILE") && !label.contains("PATH") && !label.contains("PEM")) {
        words.append(" -f");
      }
    }
    return words.toString();
  }

  private static String description(CommandSpec spec) {
    return first(spec.usageMessage().description());
  }

  /// The first sentence.
  private static String first(String[] lines) {
    if (lines.length == 0) {
      return "";
    }
    var end = lines[0].indexOf(". ");
    return end < 0 ? lines[0] : lines[0].substring(0, end + 1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
