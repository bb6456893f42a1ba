package io.breakwater.management.account;

import io.breakwater.accounts.AccountId;
import io.breakwater.http.Filter;
import io.breakwater.http.Handler;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.OpenedBlob;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.content.ServedManifest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.quotas.AccountTraffic;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.StoredBlob;
import java.util.Optional;

/// What repositories serve, where accounts have quotas of traffic: a blob is not opened for an
/// account that is over its own, and as a filter this counts what was sent of one, also of an
/// answer that was cut.
public final class MeteredContent implements Content, Filter {
  private static final System.Logger LOG = System.getLogger(MeteredContent.class.getName());
  private static final String BLOB = "/v2/{name...}/blobs/{digest}";

  private final Content content;
  private final RegistryNamespaces namespaces;
  private final AccountTraffic traffic;

  public MeteredContent(Content content, RegistryNamespaces namespaces, AccountTraffic traffic) {
    this.content = content;
    this.namespaces = namespaces;
    this.traffic = traffic;
  }

  @Override
  public ServedManifest manifest(RepositoryName repository, Reference reference, Use use)
      throws RegistryException, StoreException {
    return content.manifest(repository, reference, use);
  }

  @Override
  public StoredBlob blob(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    return content.blob(repository, digest);
  }

  @Override
  public OpenedBlob open(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    var account = account(repository.namespace());
    if (account.isPresent()) {
      traffic.require(account.get());
    }
    return content.open(repository, digest);
  }

  @Override
  public void requirePushable(RepositoryName repository) throws RegistryException, StoreException {
    content.requirePushable(repository);
  }

  private Optional<AccountId> account(String namespace) throws StoreException {
    return namespaces.find(namespace).map(NamespaceState::account);
  }

  @Override
  public void apply(Request request, Response response, Handler next) throws Exception {
    var blob =
        request.method().equals("GET")
            && request.route().filter(route -> route.pattern().equals(BLOB)).isPresent();
    if (!blob) {
      next.handle(request, response);
      return;
    }
    try {
      next.handle(request, response);
    } finally {
      if (response.begun() && (response.status() == 200 || response.status() == 206)) {
        count(request.parameter("name"), response.sent());
      }
    }
  }

  /// What cannot be counted was sent all the same.
  private void count(String repository, long bytes) {
    var slash = repository.indexOf('/');
    if (slash <= 0) {
      return;
    }
    try {
      account(repository.substring(0, slash)).ifPresent(one -> traffic.pulled(one, bytes));
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "a pull of " + bytes + " bytes is not counted", e);
    }
  }
}
