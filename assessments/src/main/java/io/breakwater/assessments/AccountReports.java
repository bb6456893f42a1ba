package io.breakwater.assessments;

import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImagePage;
import io.breakwater.registry.images.ImageQuery;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Goes through the images of an account that have a tag, once for each tag.
public final class AccountReports {
  /// Images of a page: one transaction, and what is in memory at a time.
  private static final int PAGE = 500;

  /// How long one request may have images judged of which nothing is in memory. The rest of them
  /// is UNSCANNED in its answer.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Images images;
  private final Known known;
  private final Verdicts verdicts;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /// Where images are listed: `RegistryImages::list`.
  @FunctionalInterface
  public interface Images {
    /// A page of them.
    ImagePage list(ImageQuery query, Optional<String> place, int limit)
        throws RegistryException, StoreException;
  }

  /// What is said of images from memory alone: `Verdicts::known`.
  @FunctionalInterface
  public interface Known {
    /// The verdict, where there is one in memory that holds.
    Optional<ImageVerdict> of(RepositoryName repository, Reference asked, Digest manifest)
        throws StoreException;
  }

  /// An image by one of its tags.
  record Tagged(ListedImage image, TagName tag) {
    Reference reference() {
      return new Reference.ByTag(tag);
    }

    /// `birds/robin:1`.
    String name() {
      return image.repository() + ":" + tag;
    }
  }

  /// Takes an image.
  @FunctionalInterface
  interface Each<E extends Exception> {
    void take(Tagged image) throws RegistryException, StoreException, E;
  }

  public AccountReports(Images images, Known known, Verdicts verdicts, InstantSource clock) {
    this(images, known, verdicts, clock, System::nanoTime);
  }

  AccountReports(
      Images images, Known known, Verdicts verdicts, InstantSource clock, LongSupplier nanos) {
    this.images = images;
    this.known = known;
    this.verdicts = verdicts;
    this.clock = clock;
    this.nanos = nanos;
  }

  /// Hands out each image of a query, by each of its tags. What is pushed or deleted meanwhile
  /// may be missing.
  <E extends Exception> void each(ImageQuery query, Each<E> each)
      throws RegistryException, StoreException, E {
    var place = Optional.<String>empty();
    do {
      var page = images.list(query, place, PAGE);
      for (var image : page.images()) {
        for (var tag : image.tags()) {
          each.take(new Tagged(image, tag));
        }
      }
      place = page.next();
    } while (place.isPresent());
  }

  /// The numbers of images, for one request.
  Looks looks() {
    return new Looks();
  }

  /// What was said of images in one request; for one thread.
  final class Looks {
    private long spent;

    /// The numbers of an image: from memory, or computed while there is time for that.
    ImageVerdict at(Tagged image) throws StoreException {
      var repository = image.image().repository();
      var manifest = image.image().digest();
      var there = known.of(repository, image.reference(), manifest);
      if (there.isPresent()) {
        return there.get();
      }
      if (spent >= PATIENCE.toNanos()) {
        return later();
      }
      var start = nanos.getAsLong();
      var verdict = verdicts.of(repository, image.reference(), manifest);
      spent += nanos.getAsLong() - start;
      return verdict.orElseGet(AccountReports.this::none);
    }
  }

  private ImageVerdict later() {
    return instead(Verdict.Status.UNSCANNED, "verdict-pending", "not judged yet; ask again");
  }

  private ImageVerdict none() {
    return instead(Verdict.Status.UNSUPPORTED, "not-an-image", "it is no image");
  }

  private ImageVerdict instead(Verdict.Status status, String code, String message) {
    var reason = new Verdict.Reason(code, message, "");
    return new ImageVerdict(
        new Verdict(status, List.of(reason)), IssueCounts.NONE, clock.instant());
  }
}
