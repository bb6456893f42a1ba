package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.RepositoryCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.tags.RepositoryTags;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// `GET /v2/<name>/tags/list` (OCI distribution specification 1.1, "Listing Tags"). Who may pull
/// may list: that is how clients find out what there is to pull.
public final class TagRoutes {
  private final RepositoryTags tags;

  public TagRoutes(RepositoryTags tags) {
    this.tags = tags;
  }

  public void add(GuardedRoutes routes) {
    routes.repository("GET", "/v2/{name...}/tags/list", Action.IMAGE_PULL, this::list);
  }

  private void list(Request request, Response response, RepositoryCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var paging = Paging.of(request);
    var repository = call.repository();
    var page = tags.page(repository, paging.after(), paging.limit());
    if (page.more() && !page.names().isEmpty()) {
      paging.link(response, "/v2/" + repository + "/tags/list", page.names().getLast(), "");
    }
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("name", repository.toString());
          json.writeArrayPropertyStart("tags");
          for (var name : page.names()) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
