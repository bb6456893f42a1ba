package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Options that say which registry is meant.
final class StoreOptions {
  private final Text config;
  private final Text data;
  private final Texts set;

  StoreOptions(CommandModel model) {
    config = model.text("--config", "FILE", "Configuration, YAML or JSON (docs/configuration.md).");
    data =
        model.text(
            "--data", "FOLDER", "Where everything is kept ($XDG_DATA_HOME/breakwater/registry).");
    set = model.texts("--set", "KEY=VALUE", "", "Any other setting. Several times.");
  }

  @Nullable String config() {
    return config.value();
  }

  /// By key.
  Map<String, List<String>> options() {
    var options = new LinkedHashMap<String, List<String>>();
    for (var given : set.values()) {
      var equals = given.indexOf('=');
      if (equals < 1) {
        throw Failure.usage("--set " + given, "it has no value", "Write --set KEY=VALUE");
      }
      options.merge(
          given.substring(0, equals),
          List.of(given.substring(equals + 1)),
          (one, more) -> Stream.concat(one.stream(), more.stream()).toList());
    }
    put(options, "storage.folder", data.value());
    return options;
  }

  static void put(Map<String, List<String>> options, String key, @Nullable String value) {
    if (value != null) {
      options.put(key, List.of(value));
    }
  }
}
