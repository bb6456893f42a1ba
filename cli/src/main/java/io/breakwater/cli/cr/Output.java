package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;

/// `-o text|json`, and `--json`, which the original has for the same with some commands.
final class Output {
  private final String command;
  private final Text format;
  private final Flag json;

  Output(CommandModel model, String command) {
    this.command = command;
    format = model.option("-o", "--output", "FORMAT", "text (the default) or json.");
    json = model.flag("--json", "The same as --output json.");
  }

  /// Whether JSON is wanted.
  boolean json() {
    return switch (format.or(json.isSet() ? "json" : "text")) {
      case "text" -> false;
      case "json" -> true;
      default ->
          throw Failure.usage(
              command + " --output " + format.value(), "it is text or json", "For example -o json");
    };
  }
}
