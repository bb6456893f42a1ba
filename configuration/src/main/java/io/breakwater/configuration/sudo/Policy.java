package io.breakwater.configuration.sudo;

import io.breakwater.inventory.files.ImageFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What the sudoers files of an image say.
///
/// @param settings in the order they are read
/// @param aliases by kind and name
/// @param grants in the order they are read
/// @param files that were read or would have been, were their permissions better
/// @param problems what could not be read and what sudo does not accept, with file and line
record Policy(
    List<Setting> settings,
    Map<Alias.Kind, Map<String, Alias>> aliases,
    List<Grant> grants,
    List<ImageFile> files,
    List<String> problems) {
  Policy {
    settings = List.copyOf(settings);
    grants = List.copyOf(grants);
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /// The settings of a name that count: the last one for everybody, and the last one of each
  /// binding. What sudo does not accept as a value it passes over.
  List<Setting> effective(String name, Predicate<Setting> accepted) {
    var last = new LinkedHashMap<String, Setting>();
    for (var setting : settings) {
      if (setting.name().equals(name) && accepted.test(setting)) {
        last.put(setting.words(), setting);
      }
    }
    return List.copyOf(last.values());
  }

  /// What counts for everybody.
  Optional<Setting> global(String name, Predicate<Setting> accepted) {
    return effective(name, accepted).stream()
        .filter(one -> one.scope() == Setting.Scope.GLOBAL)
        .findFirst();
  }
}
