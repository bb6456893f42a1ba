package io.breakwater.api;

import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;

/// A part of the product with an interface of its own: it adds its routes to those of the
/// registry, each with what it needs of its caller.
@FunctionalInterface
public interface RouteSource {
  /// Adds them.
  ///
  /// @param audit remembers what they do and refuse
  void add(GuardedRoutes routes, Audit audit);
}
