package io.breakwater.insights.reports;

import io.breakwater.accounts.access.Action;
import io.breakwater.advisor.Difference;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.api.access.Named;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.reports.Column;
import io.breakwater.reports.DiffReport;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.JsonDiff;
import io.breakwater.reports.JsonExplanation;
import io.breakwater.reports.JsonFixPlan;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.formats.ReportDocument;
import io.breakwater.reports.formats.ReportFormat;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is said of one image, under `/api/v2/images/{image}`: `report` in every format, `fix-plan`,
/// `explanation/{issue}`, `difference`. The image's name may have its slashes encoded.
///
/// Parameters of all: `platform`, such as `linux/arm64`, of an index; those of `report`: `format`
/// (otherwise by `Accept`), `explain`, `packages`, `show` (sections of the text); of
/// `difference`: `from`, what to compare with: a tag or digest of the same repository, or the name
/// of an image of another one, of which the caller may read reports, too.
public final class ReportRoutes implements RouteSource {
  private final JudgedImages images;

  /// @param content what repositories serve
  /// @param verdicts says why an image cannot be judged
  /// @param judge says all that is known of one
  public ReportRoutes(Content content, Verdicts verdicts, Judge judge) {
    images = new JudgedImages(content, verdicts, judge);
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var one = "/api/v2/images/{+image...}";
    var action = Action.IMAGE_VULNERABILITIES;
    routes.image("GET", one + "/report", action, this::report);
    routes.image("GET", one + "/fix-plan", action, this::fixPlan);
    routes.image("GET", one + "/explanation/{issue}", action, this::explanation);
    var named = routes.named();
    routes.image(
        "GET",
        one + "/difference",
        action,
        (request, response, call) -> difference(request, response, call, named));
  }

  private void report(Request request, Response response, ImageCall call) throws Exception {
    var format = WantedFormat.of(request);
    var options = options(request);
    var judged = images.of(request, call);
    var platform = request.query().first("platform");
    var single = format.ofOneImage() || platform.isPresent();
    var document =
        single
            ? document(List.of(JudgedImages.platform(judged, platform)), options, call)
            : new ReportDocument(
                judged.index().orElse(null),
                judged.images(),
                options,
                columns(judged.images()),
                author(call));
    response.header("Vary", "Accept, Authorization");
    send(response, format.mediaType(), out -> document.write(format, out));
  }

  private static ReportDocument document(
      List<ImageReport> images, ReportOptions options, ImageCall call) {
    return new ReportDocument(null, images, options, columns(images), author(call));
  }

  private static List<Column> columns(List<ImageReport> images) {
    var columns = new ArrayList<>(Column.STANDARD);
    if (images.size() > 1) {
      columns.addFirst(Column.PLATFORM);
    }
    return columns;
  }

  private static String author(ImageCall call) {
    return call.caller().display();
  }

  private static ReportOptions options(Request request) throws Refusal {
    var query = request.query();
    var sections = new ArrayList<ReportOptions.Section>();
    for (var word : query.all("show")) {
      sections.add(
          ReportOptions.Section.parse(word)
              .orElseThrow(
                  () ->
                      Refusal.of(
                          400, "SHOW_INVALID", "show is one of " + ReportOptions.Section.words())));
    }
    return ReportOptions.PLAIN
        .withExplain(flag(request, "explain"))
        .withPackages(flag(request, "packages"))
        .withSections(Set.copyOf(sections));
  }

  private static boolean flag(Request request, String name) throws Refusal {
    var value = request.query().first(name).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.of(400, "PARAMETER_INVALID", name + " is true or false");
    };
  }

  private void fixPlan(Request request, Response response, ImageCall call) throws Exception {
    var image = JudgedImages.platform(images.of(request, call), request.query().first("platform"));
    send(response, ReportFormat.JSON.mediaType(), out -> JsonFixPlan.write(image, out));
  }

  private void explanation(Request request, Response response, ImageCall call) throws Exception {
    var issue = request.parameter("issue");
    var image = JudgedImages.platform(images.of(request, call), request.query().first("platform"));
    if (!JsonExplanation.has(image, issue)) {
      throw Refusal.of(
          404,
          "ISSUE_UNKNOWN",
          "the image has no issue of that name; its report lists those it has, and whether a"
              + " package is not affected is told by /api/v2/advisories/{issue}");
    }
    send(response, ReportFormat.JSON.mediaType(), out -> JsonExplanation.write(image, issue, out));
  }

  private void difference(Request request, Response response, ImageCall call, Named named)
      throws Exception {
    var from =
        request
            .query()
            .first("from")
            .orElseThrow(
                () ->
                    Refusal.of(
                        400,
                        "PARAMETER_INVALID",
                        "from is what to compare with: a tag or digest of this repository, or the"
                            + " name of an image such as birds/robin:1"));
    var platform = request.query().first("platform");
    var before = JudgedImages.platform(before(request, call, named, from), platform);
    var after = JudgedImages.platform(images.of(request, call), platform);
    var report =
        new DiffReport(before, after, Difference.of(before.assessment(), after.assessment()));
    send(response, ReportFormat.JSON.mediaType(), out -> JsonDiff.write(report, out));
  }

  /// Neither a tag nor a digest has a slash, and every name of an image has one.
  private JudgedImages.Judged before(Request request, ImageCall call, Named named, String from)
      throws Refusal, RegistryException, StoreException {
    return from.indexOf('/') < 0
        ? images.of(request, call.repository(), Reference.parse(from))
        : images.of(
            request, named.image(request, call.caller(), Action.IMAGE_VULNERABILITIES, from));
  }

  @FunctionalInterface
  private interface Document {
    void write(OutputStream out) throws IOException;
  }

  private static void send(Response response, String mediaType, Document document)
      throws IOException {
    var text = mediaType.startsWith("text/");
    response.header("Content-Type", text ? mediaType + "; charset=utf-8" : mediaType);
    response.header("X-Content-Type-Options", "nosniff");
    // The page's own policy allows its style and its script by their hashes; this one keeps it
    // from everything that belongs to this server.
    response.header(
        "Content-Security-Policy",
        mediaType.equals(ReportFormat.HTML.mediaType())
            ? "sandbox allow-scripts allow-popups"
            : "default-src 'none'");
    response.stream(document::write);
  }
}
