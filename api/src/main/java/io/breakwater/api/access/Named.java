package io.breakwater.api.access;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.store.StoreException;

/// Rights on what a request names in its query or its body. The need of such a route says what
/// every caller of it has to have somewhere; the route then asks here for each thing named, and
/// is answered, refused and remembered as it would be for a path.
public final class Named {
  /// A name of a namespace at its longest, and more than one.
  private static final int LIMIT = 255;

  private final Guard guard;
  private final ImageGuard images;
  private final OwnHosts hosts;

  Named(Guard guard, ImageGuard images, OwnHosts hosts) {
    this.guard = guard;
    this.images = images;
    this.hosts = hosts;
  }

  /// An image, for somebody who may do something to it.
  ///
  /// @param name `[HOST/]NAMESPACE/REPOSITORY[:TAG|@DIGEST]`
  /// @throws Refusal they may not
  /// @throws RegistryException `NAME_INVALID`, `TAG_INVALID`, `DIGEST_INVALID`
  public ImageCall image(Request request, Caller caller, Action action, String name)
      throws Refusal, RegistryException, StoreException {
    return images.image(request, caller, action, name);
  }

  /// A namespace, for somebody who may do something to it.
  ///
  /// @throws Refusal they may not
  public NamespaceState namespace(Request request, Caller caller, Action action, String name)
      throws Refusal, StoreException {
    if (name.length() > LIMIT) {
      throw Refusal.of(400, "NAME_INVALID", "not a namespace: it has more than 255 characters");
    }
    return guard.namespace(request, caller, action, name);
  }

  /// Reads the name of an image, or of a repository, without asking for rights.
  ///
  /// @throws RegistryException as for [#image]
  public ImageName name(Request request, String text) throws RegistryException {
    return ImageName.parse(text, hosts.of(request));
  }
}
