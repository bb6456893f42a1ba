package io.breakwater.registry.namespaces;

import java.util.OptionalLong;

/// What namespaces have when they are made; what is changed later stays changed.
///
/// @param anonymousPull whether everybody may pull, logged in or not
/// @param quotaBytes what one may use; empty for no limit
public record NewNamespaces(boolean anonymousPull, OptionalLong quotaBytes) {
  /// Login for everything, no limit.
  public static final NewNamespaces STANDARD = new NewNamespaces(false, OptionalLong.empty());
}
