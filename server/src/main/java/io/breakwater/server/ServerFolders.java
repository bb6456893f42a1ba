package io.breakwater.server;

import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import java.nio.file.Path;

/// Where things lie that no setting names.
///
/// @param data the registry's folder
/// @param advisories the folder of `breakwater feeds`
public record ServerFolders(Path data, Path advisories) {
  /// The registry's folder, where no setting names another.
  Path data(Configuration configuration) {
    return configuration.find(Settings.STORAGE_FOLDER).orElse(data);
  }

  /// The advisories' folder, where no setting names another.
  Path advisories(Configuration configuration) {
    return configuration.find(Settings.ADVISORIES_FOLDER).orElse(advisories);
  }
}
