package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Permission;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.catalog.Catalog;
import io.breakwater.registry.catalog.CatalogPage;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// `GET /v2/_catalog` (distribution project, "Catalog"): repositories that the caller may pull
/// from.
public final class CatalogRoutes {
  /// As tokens for it name it.
  private static final String SCOPE = "registry:catalog:*";

  private final Catalog catalog;
  private final RegistryNamespaces namespaces;

  public CatalogRoutes(Catalog catalog, RegistryNamespaces namespaces) {
    this.catalog = catalog;
    this.namespaces = namespaces;
  }

  public void add(GuardedRoutes routes) {
    routes.login("GET", "/v2/_catalog", SCOPE, this::list);
  }

  private void list(Request request, Response response, Caller caller)
      throws Refusal, RegistryException, StoreException, IOException {
    var paging = Paging.of(request);
    var page = page(caller, paging);
    if (page.more() && !page.names().isEmpty()) {
      paging.link(response, "/v2/_catalog", page.names().getLast(), "");
    }
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("repositories");
          for (var name : page.names()) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private CatalogPage page(Caller caller, Paging paging) throws StoreException {
    try {
      return catalog.page(name -> visible(caller, name), paging.after(), paging.limit());
    } catch (Unreadable e) {
      throw e.store;
    }
  }

  /// Carries what the store throws through a predicate.
  private static final class Unreadable extends RuntimeException {
    private final transient StoreException store;

    Unreadable(StoreException store) {
      super(store);
      this.store = store;
    }
  }

  private boolean visible(Caller caller, String name) {
    try {
      return namespaces
          .find(name)
          .map(
              state ->
                  caller
                      .grants()
                      .decide(
                          caller.principal(), new Permission(Action.IMAGE_PULL, state.resource()))
                      .granted())
          .orElse(false);
    } catch (StoreException e) {
      throw new Unreadable(e);
    }
  }
}
