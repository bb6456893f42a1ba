package io.breakwater.server.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the routes of the documented interfaces are for, written by hand from their
/// documentation: a route of theirs that is not here, or that asks for something else, is a
/// mistake.
final class DocumentedRoutes {
  /// A login is enough.
  static final String LOGIN = "login";

  /// Nothing is asked for.
  static final String NOTHING = "nothing";

  private record Row(String methods, Pattern path, String action) {}

  private static final List<Row> ROWS = new ArrayList<>();

  private static void row(String methods, String path, String action) {
    ROWS.add(new Row(methods, Pattern.compile(path.replace("*", "\\{[^{}]*}")), action));
  }

  static {
    row("GET", "/v2/?", LOGIN);
    row("GET", "/v2/_catalog", LOGIN);
    row("GET HEAD", "/v2/*/(manifests/*|blobs/*|tags/list|referrers/*)", "image.pull");
    row("PUT", "/v2/*/manifests/*", "image.push");
    row("DELETE", "/v2/*/(manifests|blobs)/*", "image.delete");
    row("POST GET PUT PATCH DELETE", "/v2/*/blobs/uploads(/[^/]{0,20})?", "image.push");

    row("GET", "/api/v1/openapi.json|/va/api/openapi.json", NOTHING);
    row("GET", "/api/v1/auth", "auth.get");
    row("PATCH", "/api/v1/auth", "auth.set");
    row("GET", "/api/v1/images", "image.list");
    row("POST", "/api/v1/images/bulkdelete", "image.delete");
    row("POST", "/api/v1/images/digests", "image.list");
    row("POST", "/api/v1/images/tags", "image.push");
    row("DELETE", "/api/v1/images/*", "image.delete");
    row("GET", "/api/v1/images/*/(json|manifest)", "image.inspect");
    row("GET", "/api/v1/messages", LOGIN);
    row("GET", "/api/v1/namespaces(/details)?", "namespace.list");
    row("PUT PATCH", "/api/v1/namespaces/*", "namespace.create");
    row("DELETE", "/api/v1/namespaces/*", "namespace.delete");
    row("GET", "/api/v1/plans", "plan.get");
    row("PATCH", "/api/v1/plans", "plan.set");
    row("GET", "/api/v1/quotas", "quota.get");
    row("PATCH", "/api/v1/quotas", "quota.set");
    row("GET", "/api/v1/retentions", "retention.list");
    row("POST", "/api/v1/retentions", "retention.set");
    row("GET", "/api/v1/retentions/*", "retention.get");
    row("POST", "/api/v1/retentions/analyze", "retention.analyze");
    row("GET", "/api/v1/settings", "settings.get");
    row("PATCH", "/api/v1/settings", "settings.set");
    row("DELETE", "/api/v1/tags/*", "image.delete");
    row("GET", "/api/v1/trash", "image.list");
    row("POST", "/api/v1/trash/*/(restoretags|restore)", "image.push");

    row("GET", "/api/harbor/api/v1/(metadata|scan/*/report)", "image.vulnerabilities");
    row("POST", "/api/harbor/api/v1/scan", "image.vulnerabilities");

    var advisor = "/va/api/v[34]";
    row("GET", advisor + "/report/(account|image)(/status)?(/*)?", "image.vulnerabilities");
    row("GET", advisor + "/exempt/types", LOGIN);
    row("GET", advisor + "/exempt/image(/*)?(/issue/*/*)?", "exemption.list");
    row("POST DELETE", advisor + "/exempt/image(/*)?/issue/*/*", "exemption.manager");
    row("GET", advisor + "/exemptions/(account|image/*)", "exemption.list");
    row("POST", advisor + "/exemptions/images", "exemption.list");
    row("POST", advisor + "/exemptions/deleteAll", "exemption.manager");
  }

  private DocumentedRoutes() {}

  /// Whether a path belongs to an interface that is documented row by row.
  static boolean covers(String pattern) {
    return pattern.startsWith("/v2")
        || pattern.startsWith("/api/v1")
        || pattern.startsWith("/api/harbor")
        || pattern.startsWith("/va/");
  }

  /// What a route is for; the first row that matches.
  static Optional<String> action(String method, String pattern) {
    return ROWS.stream()
        .filter(row -> Set.of(row.methods().split(" ")).contains(method))
        .filter(row -> row.path().matcher(pattern).matches())
        .map(Row::action)
        .findFirst();
  }
}
