package io.breakwater.configuration.ssh;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A check of one setting: its value outside of `Match` blocks, its default, and every block that
/// sets another.
///
/// @param keyword in lower case
/// @param name of the setting as people write it
/// @param standard what counts when nothing is written, empty where this version's is not known
/// @param fault what is wrong with a value, empty where nothing is
record SshRule(
    Check check,
    String keyword,
    String name,
    Function<SshVersion, Optional<String>> standard,
    Fault fault) {
  /// Finds what is wrong.
  interface Fault {
    /// Says what is wrong with a value, empty for nothing.
    Optional<String> in(String value, SshVersion version);
  }

  Outcome judge(Server server) {
    var configuration = server.configuration();
    if (!configuration.problem().isEmpty()) {
      return new Outcome.CannotTell(configuration.problem());
    }
    var failures = new LinkedHashSet<Failure>();
    var global = configuration.global(keyword);
    if (global.isPresent()) {
      at(global.get(), server.version(), failures);
    } else {
      var value = standard.apply(server.version());
      if (value.isEmpty()) {
        return new Outcome.CannotTell(
            name
                + " is not set in "
                + server.path()
                + ", and the default of this version is not"
                + " known");
      }
      ofDefault(value.get(), server, failures);
    }
    for (var setting : configuration.inBlocks(keyword)) {
      at(setting, server.version(), failures);
    }
    return Rule.outcome(List.copyOf(new ArrayList<>(failures)));
  }

  private void ofDefault(String value, Server server, LinkedHashSet<Failure> failures) {
    var wrong = fault.in(value, server.version());
    if (wrong.isPresent()) {
      var action =
          name
              + " is not specified in "
              + server.path()
              + ", and by default "
              + wrong.get()
              + write();
      failures.add(new Failure(server.path(), 0, server.layer(), action));
    }
  }

  private void at(Setting setting, SshVersion version, LinkedHashSet<Failure> failures) {
    var wrong = fault.in(setting.text(), version);
    if (wrong.isPresent()) {
      var block = setting.block();
      var where = block == null ? "" : " for \"Match " + block.text() + "\"";
      var action =
          name + " is \"" + setting.text() + "\"" + where + ", so " + wrong.get() + write();
      failures.add(
          new Failure(setting.file().path(), setting.line(), setting.file().layer(), action));
    }
  }

  private String write() {
    return ": write \"" + check.good() + "\".";
  }

  /// The server of an image.
  ///
  /// @param path of its main file
  /// @param layer of that file, -1 where it is not known
  record Server(SshdConfiguration configuration, SshVersion version, String path, int layer) {}
}
