package io.breakwater.assessments;

import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.content.Content.Use;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What is said of single images.
///
/// | the image | status | report |
/// |---|---|---|
/// | is judged | its verdict | with its issues |
/// | has layers that are still being read, or to be fetched by a mirror | UNSCANNED | empty |
/// | cannot be read | INCOMPLETE | empty |
/// | is none (a signature, an artifact) | UNSUPPORTED | empty |
/// | is not there | 404 | 404 |
public final class ImageReports {
  private final Content content;
  private final Verdicts verdicts;
  private final Assessments assessments;
  private final InstantSource clock;

  /// Where all that is known of an image comes from: `ImageVerdicts::assessment`.
  @FunctionalInterface
  public interface Assessments {
    /// What is known of one, by platform.
    ///
    /// @return empty for what is no image, and for what cannot be judged now
    Optional<AssessedImage> of(RepositoryName repository, Reference asked, Digest manifest)
        throws StoreException;
  }

  public ImageReports(
      Content content, Verdicts verdicts, Assessments assessments, InstantSource clock) {
    this.content = content;
    this.verdicts = verdicts;
    this.assessments = assessments;
    this.clock = clock;
  }

  /// The numbers of an image: quick where it was looked at before.
  ///
  /// @throws RegistryException `MANIFEST_UNKNOWN`; of mirrors as [Content#manifest]
  ImageVerdict status(RepositoryName repository, Reference asked)
      throws RegistryException, StoreException {
    var served = content.manifest(repository, asked, Use.LOOK);
    return served.whole()
        ? status(repository, asked, served.manifest().digest())
        : instead(Verdict.Status.UNSCANNED, "inventory-pending", "its layers are being fetched");
  }

  private ImageVerdict status(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return verdicts
        .of(repository, asked, manifest)
        .orElseGet(() -> instead(Verdict.Status.UNSUPPORTED, "not-an-image", "it is no image"));
  }

  private ImageVerdict instead(Verdict.Status status, String code, String message) {
    var reason = new Verdict.Reason(code, message, "");
    return new ImageVerdict(
        new Verdict(status, List.of(reason)), IssueCounts.NONE, clock.instant());
  }

  /// All that is said of an image.
  ///
  /// @throws RegistryException as [#status]
  ImageReport report(RepositoryName repository, Reference asked)
      throws RegistryException, StoreException {
    var served = content.manifest(repository, asked, Use.LOOK);
    var manifest = served.manifest().digest();
    return served.whole()
        ? report(repository, asked, manifest)
        : ImageReport.of(manifest, status(repository, asked));
  }

  /// The same of a manifest that is there.
  ImageReport report(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    var verdict = status(repository, asked, manifest);
    return assessments
        .of(repository, asked, manifest)
        .map(image -> ImageReport.of(manifest, image, verdict.scanned()))
        .orElseGet(() -> ImageReport.of(manifest, verdict));
  }
}
