package io.breakwater.server;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.images.PushedDescriptions;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.retention.Retention;
import io.breakwater.registry.retention.RetentionRun;
import io.breakwater.registry.trash.RegistryTrash;
import io.breakwater.server.background.Job;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The images of this server as people manage them, and the trash.
final class ImageSetup implements AutoCloseable {
  private final PushedDescriptions descriptions;
  private final RepositoryManifests manifests;
  private final RegistryImages images;
  private final RegistryTrash trash;
  private final Retention retention;
  private final Metadata metadata;
  private final InstantSource clock;

  /// Over stores.
  ///
  /// @param listeners are told of what happens to images
  ImageSetup(
      Stores stores,
      Judging judging,
      RegistryNamespaces namespaces,
      Configuration configuration,
      InstantSource clock,
      List<ImageListener> listeners) {
    this.metadata = stores.metadata();
    this.clock = clock;
    var read = judging.descriptions();
    descriptions = new PushedDescriptions(read);
    var all = new ArrayList<ImageListener>(listeners);
    all.add(descriptions);
    var listener = ImageListener.all(all);
    manifests = new RepositoryManifests(stores.metadata(), clock, listener);
    images = new RegistryImages(stores.metadata(), stores.blobs(), manifests, read);
    retention = new Retention(stores.metadata(), namespaces, images, clock);
    trash =
        new RegistryTrash(
            stores.metadata(), clock, configuration.get(Settings.TRASH_KEEP), listener);
  }

  RepositoryManifests manifests() {
    return manifests;
  }

  /// The policies of namespaces.
  Retention retention() {
    return retention;
  }

  /// Carries them out, each once a day; what goes is remembered in the audit trail, where
  /// `retention` did it.
  Job daily(AuditTrail audit) {
    var run =
        new RetentionRun(
            metadata,
            retention,
            clock,
            (account, repository, image) ->
                audit.note(gone(account, repository + "@" + image.digest())));
    return new Job("retention", Duration.ofMinutes(10), true, run::run);
  }

  private AuditEvent gone(String account, String image) {
    return new AuditEvent(
        clock.instant(),
        AuditAction.parse(Action.IMAGE_DELETE.actionName()),
        AuditEvent.Outcome.SUCCESS,
        new Principal.Known(
            new PrincipalId(PrincipalId.Kind.SERVICE, Retention.BY),
            new AccountId(account),
            Retention.BY,
            Optional.empty()),
        image,
        "by the policy of its namespace",
        "",
        "");
  }

  RegistryImages images() {
    return images;
  }

  RegistryTrash trash() {
    return trash;
  }

  @Override
  public void close() {
    descriptions.close();
  }
}
