package io.breakwater.insights.images.details;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.images.details.ImageDetailReader;
import io.breakwater.registry.names.Reference;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// All that is in an image but what is said of it: `GET /api/v2/images/{image}/details`. The
/// image's name may have its slashes encoded; without tag and digest it is the tag `latest`.
///
/// Values of environment variables are in no answer, neither of the configuration nor of the
/// history: they may be secrets.
public final class ImageDetailRoutes implements RouteSource {
  private final Content content;
  private final ImageDetailReader details;
  private final Packages packages;

  public ImageDetailRoutes(Content content, ImageDetailReader details, Packages packages) {
    this.content = content;
    this.details = details;
    this.packages = packages;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.image("GET", "/api/v2/images/{+image...}/details", Action.IMAGE_INSPECT, this::details);
  }

  private void details(Request request, Response response, ImageCall call)
      throws RegistryException, StoreException, IOException {
    var repository = call.repository();
    var named = call.reference();
    var asked = named.isPresent() ? named.get() : Reference.parse("latest");
    var digest = content.manifest(repository, asked, Content.Use.LOOK).manifest().digest();
    var image = details.read(repository, digest);
    var installed = packages.of(repository, digest);
    response.json(json -> new ImageDetailJson(json, installed).write(image));
  }
}
