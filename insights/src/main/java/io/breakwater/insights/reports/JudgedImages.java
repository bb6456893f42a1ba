package io.breakwater.insights.reports;

import io.breakwater.api.access.ImageCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.image.Digest;
import io.breakwater.image.Platform;
import io.breakwater.registry.Detail;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the image that a request names, and what is said of it.
final class JudgedImages {
  private final Content content;
  private final Verdicts verdicts;
  private final Judge judge;

  JudgedImages(Content content, Verdicts verdicts, Judge judge) {
    this.content = content;
    this.verdicts = verdicts;
    this.judge = judge;
  }

  /// What is said of an image, for reports.
  ///
  /// @param index null where it is none
  /// @param images one for each platform, at least one
  record Judged(Optional<IndexReport> index, List<ImageReport> images) {}

  /// What is said of the image that a route names.
  ///
  /// @throws Refusal 404 where there is none or where it is no image; 503 with `Retry-After`
  ///     while its layers are being read, 422 where it cannot be read
  Judged of(Request request, ImageCall call) throws Refusal, RegistryException, StoreException {
    var named = call.reference();
    var asked = named.isPresent() ? named.get() : Reference.parse("latest");
    return of(request, call.repository(), asked);
  }

  /// The same of one that is named otherwise.
  Judged of(Request request, RepositoryName repository, Reference asked)
      throws Refusal, RegistryException, StoreException {
    var name = request.authority() + "/" + repository + separator(asked) + asked;
    var manifest = content.manifest(repository, asked, Content.Use.LOOK).manifest().digest();
    var judged = judge.assessment(repository, asked, manifest);
    if (judged.isEmpty()) {
      throw unjudged(repository, asked, manifest);
    }
    return judged(name, judged.get());
  }

  private static String separator(Reference asked) {
    return asked instanceof Reference.ByTag ? ":" : "@";
  }

  private static Judged judged(String name, AssessedImage image) {
    var images =
        image.platforms().stream()
            .map(
                one ->
                    new ImageReport(
                        name, Optional.of(one.manifest()), one.platform(), one.assessment()))
            .toList();
    var index = image.index().map(digest -> new IndexReport(name, Optional.of(digest), images));
    return new Judged(index, images);
  }

  private Refusal unjudged(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    var verdict = verdicts.of(repository, asked, manifest);
    if (verdict.isEmpty()) {
      return Refusal.of(
          404,
          "NOT_AN_IMAGE",
          repository + separator(asked) + asked + " is no container image; nothing is said of it");
    }
    var why =
        verdict.get().verdict().reasons().stream()
            .map(reason -> reason.message() + ". " + reason.next())
            .collect(Collectors.joining(" "));
    return switch (verdict.get().verdict().status()) {
      case UNSCANNED -> Refusal.of(503, "UNSCANNED", why).with("Retry-After", "1");
      default -> Refusal.of(422, "INCOMPLETE", why);
    };
  }

  /// One platform of what was judged.
  ///
  /// @param wanted such as `linux/arm64`; empty where it does not matter
  /// @throws Refusal 400 where there are several, or none of that name; the answer names them
  static ImageReport platform(Judged judged, Optional<String> wanted) throws Refusal {
    var images = judged.images();
    if (wanted.isEmpty() && images.size() == 1) {
      return images.getFirst();
    }
    var named =
        images.stream()
            .filter(one -> one.platform().map(Platform::toString).equals(wanted))
            .findFirst();
    if (wanted.isPresent() && named.isPresent()) {
      return named.get();
    }
    var there =
        images.stream()
            .map(one -> one.platform().map(Platform::toString).orElse("unknown"))
            .collect(Collectors.joining(", "));
    throw Refusal.of(
        400,
        "PLATFORM_INVALID",
        "the image has the platforms " + there + "; choose one with the parameter platform",
        new Detail.Name(wanted.orElse("")));
  }
}
