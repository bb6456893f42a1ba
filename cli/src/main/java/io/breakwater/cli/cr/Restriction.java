package io.breakwater.cli.cr;

/// `--restrict`: a namespace, or a repository, with or without the server's host.
///
/// @param name without host; empty for no restriction
record Restriction(String name) {
  static Restriction of(String text) {
    var name = ImageNames.local(text.strip());
    while (name.endsWith("/")) {
      name = name.substring(0, name.length() - 1);
    }
    return new Restriction(name);
  }

  boolean isEmpty() {
    return name.isEmpty();
  }

  /// Empty for no restriction.
  String namespace() {
    return ImageNames.namespace(name);
  }

  /// Whether it names a repository, and not a whole namespace.
  boolean isRepository() {
    return name.indexOf('/') > 0;
  }

  boolean matches(String repository) {
    var local = ImageNames.local(repository);
    return name.isEmpty()
        || local.equals(name)
        || (!isRepository() && local.startsWith(name + "/"));
  }
}
