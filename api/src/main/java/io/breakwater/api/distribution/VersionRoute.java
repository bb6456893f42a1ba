package io.breakwater.api.distribution;

import io.breakwater.api.access.GuardedRoutes;

/// `GET /v2/` (OCI distribution specification 1.1, "Determining Support"): whether this is a
/// registry, and whether the credentials are right. Asks everybody to log in, for that is how
/// clients learn where.
public final class VersionRoute {
  private VersionRoute() {}

  public static void add(GuardedRoutes routes) {
    for (var pattern : new String[] {"/v2/", "/v2"}) {
      routes.login(
          "GET",
          pattern,
          "",
          (request, response, caller) ->
              response.json(
                  json -> {
                    json.writeStartObject();
                    json.writeEndObject();
                  }));
    }
  }
}
