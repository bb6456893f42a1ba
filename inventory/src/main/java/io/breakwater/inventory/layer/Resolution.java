package io.breakwater.inventory.layer;

/// Where a path leads.
public sealed interface Resolution {
  /// To a directory or a file that may matter.
  record Found(Node node) implements Resolution {}

  /// To nothing, and nothing says that there should be something.
  record Missing() implements Resolution {}

  /// Through a symbolic link to something that is not there, or is a file whose content was not
  /// kept.
  ///
  /// @param target absolute path of what is not there
  record Dangling(String target) implements Resolution {}

  /// Nowhere: more than [RootTree#READ_LINKS] symbolic links.
  record Broken(String why) implements Resolution {}
}
