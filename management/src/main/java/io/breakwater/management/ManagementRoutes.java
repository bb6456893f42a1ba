package io.breakwater.management;

import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.management.account.AccountRoutes;
import io.breakwater.management.account.Messages;
import io.breakwater.management.account.QuotaRoutes;
import io.breakwater.management.account.StoredAccountSettings;
import io.breakwater.management.images.BulkDelete;
import io.breakwater.management.images.ImageListRoutes;
import io.breakwater.management.images.ImageRoutes;
import io.breakwater.management.images.TagCopy;
import io.breakwater.management.namespaces.NamespaceRoutes;
import io.breakwater.management.retention.RetentionRoutes;
import io.breakwater.management.trash.TrashRoutes;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.quotas.AccountQuotas;
import io.breakwater.registry.retention.Retention;
import io.breakwater.registry.trash.RegistryTrash;
import io.breakwater.registry.verdicts.Verdicts;
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
      RegistryImages images,
      RepositoryManifests manifests,
      Content content,
      RegistryTrash trash,
      Retention retention,
      AccountQuotas quotas,
      Verdicts verdicts,
      StoredAccountSettings settings,
      Supplier<List<String>> messages,
      InstantSource clock) {}

  public ManagementRoutes(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    new AccountRoutes(parts.settings(), audit).add(routes);
    new QuotaRoutes(parts.settings(), parts.quotas(), audit).add(routes);
    new Messages(parts.messages()).add(routes);
    new NamespaceRoutes(parts.namespaces(), parts.metadata(), parts.clock(), audit).add(routes);
    images(routes, audit);
    new RetentionRoutes(parts.retention(), routes.named(), routes.hosts(), audit).add(routes);
    new TrashRoutes(parts.trash(), routes.hosts(), audit, parts.clock()).add(routes);
  }

  private void images(GuardedRoutes routes, Audit audit) {
    var images = parts.images();
    var manifests = parts.manifests();
    var named = routes.named();
    new ImageListRoutes(images, parts.verdicts(), routes).add(routes);
    new ImageRoutes(images, manifests, routes.hosts(), audit).add(routes);
    new BulkDelete(images, named, audit).add(routes);
    new TagCopy(
            images, manifests, parts.namespaces(), parts.content(), parts.verdicts(), named, audit)
        .add(routes);
  }
}
