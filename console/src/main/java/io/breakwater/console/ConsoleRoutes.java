package io.breakwater.console;

import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The web pages: every page's address answers the same document, which shows the page that its
/// address names, and reads what it shows from the interfaces that everybody has.
///
/// The document asks to be looked at anew each time; what it loads has the digest of its content
/// in its name and may be kept for ever. Neither says anything of what is in the registry, so that
/// both are for everybody.
public final class ConsoleRoutes implements RouteSource {
  /// The addresses of the pages, as `app/pages.ts` has them.
  static final List<String> PAGES =
      List.of(
          "/",
          "/images",
          "/images/{+rest...}",
          "/issues",
          "/issues/{+rest...}",
          "/compare",
          "/exemptions",
          "/advisories",
          "/trash",
          "/access",
          "/access/{+rest...}",
          "/audit",
          "/account");

  /// Scripts, styles, fonts and pictures of this server alone, nothing inline, no other host asked
  /// for anything, in no other site's frame (Content Security Policy Level 3).
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String WHY = "the same for everybody, and in the sources";

  private final Optional<WebFiles> files;

  private ConsoleRoutes(Optional<WebFiles> files) {
    this.files = files;
  }

  /// With the pages that this server was built with.
  public static ConsoleRoutes open() {
    return new ConsoleRoutes(WebFiles.load());
  }

  static ConsoleRoutes of(Optional<WebFiles> files) {
    return new ConsoleRoutes(files);
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    for (var page : PAGES) {
      routes.open("GET", page, WHY, this::page);
    }
    routes.open("GET", "/assets/{file}", WHY, this::asset);
  }

  private void page(Request request, Response response) throws Refusal, IOException {
    send(request, response, built().index());
  }

  private void asset(Request request, Response response) throws Refusal, IOException {
    var name = "assets/" + request.parameter("file");
    var file = built().find(name);
    if (file.isEmpty()) {
      throw Refusal.of(
          404, "NOT_FOUND", "this version of the console has no " + name + "; load the page anew");
    }
    send(request, response, file.get());
  }

  private WebFiles built() throws Refusal {
    if (files.isEmpty()) {
      throw Refusal.of(
          404,
          "NOT_FOUND",
          "this server was built without the console; build it with Node 20 or newer at hand");
    }
    return files.get();
  }

  private static void send(Request request, Response response, WebFile file) throws IOException {
    var coding = Codings.choose(request.headers("Accept-Encoding"), file.codings());
    var tag = '"' + file.digest() + (coding.isEmpty() ? "" : "-" + coding) + '"';
    response
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        .header("Vary", "Accept-Encoding")
        .header("ETag", tag)
        .header(
            "Cache-Control", file.lasting() ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.headers("If-None-Match").stream().anyMatch(line -> line.contains(tag))) {
      response.status(304).send();
      return;
    }
    if (!coding.isEmpty()) {
      response.header("Content-Encoding", coding);
    }
    response.header("Content-Type", file.mediaType());
    var content = WebFiles.content(file, coding);
    if (response.bodyWanted()) {
      response.send(content);
    } else {
      response.sendLength(content.length);
    }
  }
}
