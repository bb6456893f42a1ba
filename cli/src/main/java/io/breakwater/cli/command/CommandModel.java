package io.breakwater.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Declares a command with its options and parameters.
///
/// picocli's annotations would read a little shorter; reading them by reflection takes a
/// third of the
/// time that a command has to start (docs/adr/0004).
public final class CommandModel {
  private final CommandSpec spec;
  private ArgGroupSpec.@Nullable Builder group;

  private CommandModel(CommandSpec spec) {
    this.spec = spec;
  }

  public static CommandModel of(String name, Callable<Integer> action, String... description) {
    var spec = CommandSpec.wrapWithoutInspection(action).name(name);
    spec.usageMessage().description(description).sortOptions(false).sortSynopsis(false);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Show this help and exit.")
            .build());
    return new CommandModel(spec);
  }

  public CommandModel footer(String... lines) {
    spec.usageMessage().footer(lines);
    return this;
  }

  public CommandModel version(CommandLine.IVersionProvider provider) {
    spec.versionProvider(provider)
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .description("Print the version and exit.")
                .build());
    return this;
  }

  /// Other names of the command.
  public CommandModel aliases(String... names) {
    spec.aliases(names);
    return this;
  }

  /// The options that follow stand under this heading in the help.
  public CommandModel heading(String text) {
    endHeading();
    group =
        ArgGroupSpec.builder()
            .validate(false)
            .heading("%n" + text + "%n")
            .order(spec.argGroups().size());
    return this;
  }

  private void endHeading() {
    if (group != null) {
      spec.addArgGroup(group.build());
      group = null;
    }
  }

  /// The finished command.
  public CommandLine commandLine() {
    endHeading();
    return new CommandLine(spec);
  }

  /// An option that is there or not.
  public Flag flag(String name, String... description) {
    return new Flag(add(OptionSpec.builder(name).type(boolean.class).description(description)));
  }

  /// The same with a short name.
  public Flag flag(String shortName, String name, String description) {
    return new Flag(
        add(OptionSpec.builder(shortName, name).type(boolean.class).description(description)));
  }

  /// An option with one value.
  public Text text(String name, String label, String... description) {
    return new Text(
        add(
            OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)));
  }

  /// An option with one value, and with a short name.
  public Text option(String shortName, String name, String label, String... description) {
    return new Text(
        add(
            OptionSpec.builder(shortName, name)
                .type(String.class)
                .paramLabel(label)
                .description(description)));
  }

  /// An option that may be given several times; with a separator also several values at once.
  public Texts texts(String name, String label, String separator, String... description) {
    var option =
        OptionSpec.builder(name.split(" "))
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description);
    return new Texts(add(separator.isEmpty() ? option : option.splitRegex(separator)));
  }

  /// A parameter.
  public Text parameter(String label, boolean required, String... description) {
    var index = Integer.toString(spec.positionalParameters().size());
    var parameter =
        PositionalParamSpec.builder()
            .index(index)
            .arity(required ? "1" : "0..1")
            .required(required)
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build();
    spec.addPositional(parameter);
    return new Text(parameter);
  }

  /// All parameters.
  public Texts parameters(String label, String arity, String... description) {
    var parameter =
        PositionalParamSpec.builder()
            .arity(arity)
            .required(arity.startsWith("1"))
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(description)
            .build();
    spec.addPositional(parameter);
    return new Texts(parameter);
  }

  private OptionSpec add(OptionSpec.Builder builder) {
    var option = builder.build();
    if (group == null) {
      spec.addOption(option);
    } else {
      group.addArg(option);
    }
    return option;
  }

  /// Whether an option was given.
  public record Flag(ArgSpec spec) {
    public boolean isSet() {
      return Boolean.TRUE.equals(spec.getValue());
    }
  }

  /// What an option or a parameter was given.
  public record Text(ArgSpec spec) {
    /// The value, null where there is none.
    public @Nullable String value() {
      return spec.getValue();
    }

    /// The value, or another where there is none.
    public String or(String otherwise) {
      return Objects.requireNonNullElse(value(), otherwise);
    }
  }

  /// All that an option was given.
  public record Texts(ArgSpec spec) {
    public List<String> values() {
      List<String> values = spec.getValue();
      return values == null ? List.of() : List.copyOf(values);
    }
  }
}
