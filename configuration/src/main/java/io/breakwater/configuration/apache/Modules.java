package io.breakwater.configuration.apache;

import java.util.HashSet;
import java.util.Set;

/// The modules of a server: built in or loaded so far.
final class Modules {
  private final Set<String> identifiers = new HashSet<>();
  private final Set<String> sources = new HashSet<>();
  private final boolean exact;
  private boolean foreign;

  /// @param builtIn identifiers of the modules that are built in
  /// @param exact whether these are all
  Modules(Set<String> builtIn, boolean exact) {
    this.exact = exact;
    builtIn.forEach(this::add);
  }

  /// Adds one that is loaded.
  void load(String identifier) {
    foreign |= !Grammar.knows(identifier);
    add(identifier);
  }

  private void add(String identifier) {
    identifiers.add(identifier);
    sources.add(Grammar.source(identifier));
  }

  /// Whether there is a module, by its identifier (`ssl_module`) or its source (`mod_ssl.c`), as
  /// `<IfModule>` asks.
  boolean has(String name) {
    return identifiers.contains(name) || sources.contains(name);
  }

  /// Whether one was loaded that is not of httpd itself.
  boolean foreign() {
    return foreign;
  }

  /// Whether what is built in is known to the last module.
  boolean exact() {
    return exact;
  }
}
