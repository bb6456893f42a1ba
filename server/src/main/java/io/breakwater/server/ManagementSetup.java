package io.breakwater.server;

import io.breakwater.api.access.Audit;
import io.breakwater.http.Filter;
import io.breakwater.management.ManagementRoutes;
import io.breakwater.management.account.PrivateConnections;
import io.breakwater.management.account.StoredAccountSettings;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.server.health.Part;
import io.breakwater.store.metadata.Metadata;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The registry management API over what this server has.
///
/// @param routes of `/api/v1`
/// @param connections refuses what an account allows over private connections only
record ManagementSetup(ManagementRoutes routes, Filter connections) {
  /// Over metadata.
  ///
  /// @param advisories whether they are fit for use: what is not is a message for everybody
  static ManagementSetup over(
      Metadata metadata,
      RegistryNamespaces namespaces,
      ImageSetup images,
      Content content,
      Verdicts verdicts,
      Supplier<Part> advisories,
      Audit audit,
      InstantSource clock) {
    var settings = new StoredAccountSettings(metadata);
    return new ManagementSetup(
        new ManagementRoutes(
            new ManagementRoutes.Parts(
                metadata,
                namespaces,
                images.images(),
                images.manifests(),
                content,
                images.trash(),
                images.retention(),
                verdicts,
                settings,
                () -> messages(advisories.get()),
                clock)),
        new PrivateConnections(settings, namespaces, audit));
  }

  private static List<String> messages(Part advisories) {
    return advisories.works() ? List.of() : List.of("Advisories: " + advisories.problem() + ".");
  }
}
