package io.breakwater.advisories;

import java.util.List;

/// Which builds of a package a row is limited to.
///
/// @param modules `name:stream`, any of which; empty means builds outside modules. One entry
///     [#UNKNOWN_MODULE] means a modular build of which the publisher names no module.
/// @param arches any of which (`noarch` too where it is meant); empty means every one
/// @param cpes products as CPE 2.2 URIs, any of which; empty means every one
public record Scope(List<String> modules, List<String> arches, List<String> cpes) {
  /// No limit, and outside modules.
  public static final Scope ANY = new Scope(List.of(), List.of(), List.of());

  /// Stands for the module of a modular build when nothing names it.
  public static final String UNKNOWN_MODULE = "?";

  public Scope {
    modules = List.copyOf(modules);
    arches = List.copyOf(arches);
    cpes = List.copyOf(cpes);
  }
}
