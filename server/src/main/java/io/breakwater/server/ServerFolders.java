package io.breakwater.server;

import java.nio.file.Path;

/// Where things lie that no setting names.
///
/// @param data the registry's folder
/// @param advisories the folder of `breakwater feeds`
public record ServerFolders(Path data, Path advisories) {}
