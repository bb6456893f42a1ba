package io.breakwater.management;

import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.management.account.AccountRoutes;
import io.breakwater.management.account.Messages;
import io.breakwater.management.account.StoredAccountSettings;
import io.breakwater.management.namespaces.NamespaceRoutes;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.metadata.Metadata;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// All of `/api/v1`.
public final class ManagementRoutes implements RouteSource {
  private final Parts parts;

  /// What the routes call.
  ///
  /// @param settings of accounts
  /// @param messages what everybody who uses the registry should know now, a sentence each
  public record Parts(
      Metadata metadata,
      RegistryNamespaces namespaces,
      StoredAccountSettings settings,
      Supplier<List<String>> messages,
      InstantSource clock) {}

  public ManagementRoutes(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    new AccountRoutes(parts.settings(), audit).add(routes);
    new Messages(parts.messages()).add(routes);
    new NamespaceRoutes(parts.namespaces(), parts.metadata(), parts.clock(), audit).add(routes);
  }
}
