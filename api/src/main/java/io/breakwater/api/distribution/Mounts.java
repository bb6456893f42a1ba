package io.breakwater.api.distribution;

import io.breakwater.api.access.RepositoryCall;
import io.breakwater.http.Request;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import java.util.Optional;

/// Mounts of blobs from other repositories (OCI distribution specification 1.1, "Mounting a blob
/// from another repository"), those that do not say from where included.
///
/// Mounted is only what the caller has the right to pull; everything else is answered as what
/// nobody has, with an ordinary upload. The token has to be for the repository that is pushed to
/// and need not be for the source: clients that do not know the source cannot ask for it, and most
/// fetch a token for a request once only.
public final class Mounts {
  private final RepositoryBlobs blobs;
  private final RegistryNamespaces namespaces;

  public Mounts(RepositoryBlobs blobs, RegistryNamespaces namespaces) {
    this.blobs = blobs;
    this.namespaces = namespaces;
  }

  /// Mounts a blob where that is possible.
  ///
  /// @return whether the repository has it now; otherwise an upload is to follow
  boolean mount(Request request, RepositoryCall call, Digest digest)
      throws RegistryException, StoreException {
    var from = request.query().first("from").filter(text -> !text.isEmpty());
    var source = from.isPresent() ? named(from.get()) : anywhere(call, digest);
    if (source.isEmpty()) {
      return false;
    }
    var namespace = namespaces.find(source.get().namespace()).map(NamespaceState::resource);
    if (namespace.isEmpty()) {
      return false;
    }
    var pull = call.caller().pull(source.get(), namespace.get());
    return blobs.mount(call.repository(), digest, source.get(), pull).isPresent();
  }

  /// What may not be a name is what nobody has.
  private static Optional<RepositoryName> named(String text) {
    try {
      return Optional.of(RepositoryName.parse(text));
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  /// A repository that has the blob and that the caller may pull from.
  private Optional<RepositoryName> anywhere(RepositoryCall call, Digest digest)
      throws RegistryException, StoreException {
    for (var name : blobs.namespaces(digest)) {
      var namespace = namespaces.find(name).map(NamespaceState::resource);
      if (namespace.isPresent() && call.caller().pulls(namespace.get())) {
        return blobs.repository(name, digest);
      }
    }
    return Optional.empty();
  }
}
