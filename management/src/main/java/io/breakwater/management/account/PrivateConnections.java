package io.breakwater.management.account;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.Caller;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Filter;
import io.breakwater.http.Handler;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.http.Route;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import java.net.Inet6Address;
import java.net.InetAddress;

/// Lets nobody push to or pull from an account over a public connection whose setting
/// `private_only` is on (the original: "Restrict account to only be able to push and pull images
/// over private connections").
///
/// A connection is private that comes from this machine, from a private address (RFC 1918, RFC
/// 4193) or from a link-local one. Behind a proxy each address that it names in
/// `X-Forwarded-For` has to be one, too; a proxy that writes `Forwarded` (RFC 7239) is taken for
/// a public one.
public final class PrivateConnections implements Filter {
  private static final String REPOSITORY = "/v2/{name...}/";

  private final StoredAccountSettings settings;
  private final RegistryNamespaces namespaces;
  private final Audit audit;

  public PrivateConnections(
      StoredAccountSettings settings, RegistryNamespaces namespaces, Audit audit) {
    this.settings = settings;
    this.namespaces = namespaces;
    this.audit = audit;
  }

  @Override
  public void apply(Request request, Response response, Handler next) throws Exception {
    if (!settings.privateOnly().isEmpty()
        && request.route().filter(PrivateConnections::ofRepository).isPresent()
        && privateOnly(request.parameter("name"))
        && !overPrivate(request)) {
      denied(request);
      throw Refusal.of(
          403,
          "DENIED",
          "images of this account are pushed and pulled over private connections only; use the"
              + " registry's private address, or have a Manager change private_only");
    }
    next.handle(request, response);
  }

  private static boolean ofRepository(Route route) {
    return route.pattern().startsWith(REPOSITORY);
  }

  private boolean privateOnly(String repository) throws StoreException {
    var slash = repository.indexOf('/');
    return slash > 0
        && namespaces
            .find(repository.substring(0, slash))
            .map(NamespaceState::account)
            .filter(settings.privateOnly()::contains)
            .isPresent();
  }

  private void denied(Request request) {
    var reads = request.method().equals("GET") || request.method().equals("HEAD");
    var action = reads ? Action.IMAGE_PULL : Action.IMAGE_PUSH;
    audit.denied(
        request,
        Caller.anonymous(),
        AuditAction.parse(action.actionName()),
        "repository " + request.parameter("name"),
        "over a public connection");
  }

  private static boolean overPrivate(Request request) {
    if (request.header("Forwarded").isPresent() || !ofAPrivate(request.remoteAddress())) {
      return false;
    }
    for (var line : request.headers("X-Forwarded-For")) {
      for (var address : line.split(",", -1)) {
        if (!ofAPrivate(address.strip())) {
          return false;
        }
      }
    }
    return true;
  }

  static boolean ofAPrivate(String text) {
    try {
      var address = InetAddress.ofLiteral(text);
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || uniqueLocal(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// fc00::/7 (RFC 4193), which Java has no word for.
  private static boolean uniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }
}
