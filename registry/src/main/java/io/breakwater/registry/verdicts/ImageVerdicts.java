package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Platform;
import io.breakwater.image.source.KeptImages;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.registry.verdicts.layers.LayerInventories;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Judges images by their stored inventories, the advisories and the policy of now. What it says
/// is kept in memory as long as all of these are the same, for a day at most, and never stored.
///
/// An image whose layers are not read yet is UNSCANNED, and never OK; they are read meanwhile.
public final class ImageVerdicts implements Verdicts {
  /// How long it is said that something is not known yet, before it is looked at again.
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final CurrentAdvisories advisories;
  private final Policies policies;
  private final InstantSource clock;
  private final VerdictOptions options;
  private final VerdictListener listener;
  private final ImageReader reader;
  private final ImageRecords records;
  private final SummaryCache<Key, Summary> summaries;

  /// Judging is work of the processor: a few at a time, whoever asks.
  private final Semaphore judging =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

  /// @param layers the inventories of layers
  /// @param writes what is written in the background
  public ImageVerdicts(
      Metadata metadata,
      BlobStore blobs,
      LayerInventories layers,
      LaterWrites writes,
      CurrentAdvisories advisories,
      Policies policies,
      InstantSource clock,
      VerdictOptions options) {
    this(
        metadata,
        blobs,
        layers,
        writes,
        advisories,
        policies,
        clock,
        options,
        VerdictListener.NONE);
  }

  /// @param listener is told of each judgement
  public ImageVerdicts(
      Metadata metadata,
      BlobStore blobs,
      LayerInventories layers,
      LaterWrites writes,
      CurrentAdvisories advisories,
      Policies policies,
      InstantSource clock,
      VerdictOptions options,
      VerdictListener listener) {
    this.listener = listener;
    this.advisories = advisories;
    this.policies = policies;
    this.clock = clock;
    this.options = options;
    reader = new ImageReader(metadata, blobs, layers);
    records = new ImageRecords(metadata, writes, clock);
    summaries = new SummaryCache<>(options.summaries());
  }

  /// @param name by which exemptions may tell the image from others; empty where none does
  private record Key(Digest manifest, String name) {}

  /// @param verdict empty for what is no image
  /// @param until when to judge anew, in any case
  private record Summary(
      Optional<ImageVerdict> verdict, String advisories, String policy, Instant until) {}

  @Override
  public Optional<ImageVerdict> of(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return summary(repository, asked, manifest, options.lookPatience());
  }

  @Override
  public Optional<ImageVerdict> pushed(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return summary(repository, asked, manifest, options.pushPatience());
  }

  private Optional<ImageVerdict> summary(
      RepositoryName repository, Reference asked, Digest manifest, Duration patience)
      throws StoreException {
    var inForce = policies.of(repository);
    var known = summary(key(inForce, repository, asked, manifest), inForce, clock.instant());
    if (known != null) {
      return known.verdict();
    }
    return judge(repository, asked, manifest, inForce, patience);
  }

  /// Judges without regard to what is in memory, for who has forgotten what was told of it; the
  /// listener is told, and it is remembered.
  public Optional<ImageVerdict> again(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return judge(repository, asked, manifest, policies.of(repository), options.lookPatience());
  }

  private Optional<ImageVerdict> judge(
      RepositoryName repository,
      Reference asked,
      Digest manifest,
      Policies.InForce inForce,
      Duration patience) {
    var now = clock.instant();
    var judged = assessed(repository, asked, manifest, inForce.policy(), patience);
    var until = judged.lasting() ? ExemptionNames.until(inForce.policy(), now) : now.plus(SHORTLY);
    var verdict = judged.image().map(image -> image.verdict(now)).or(judged::instead);
    summaries.put(
        key(inForce, repository, asked, manifest),
        new Summary(verdict, judged.version(), inForce.version(), until));
    verdict.ifPresent(one -> tell(repository, asked, manifest, inForce, judged, one));
    return verdict;
  }

  private void tell(
      RepositoryName repository,
      Reference asked,
      Digest manifest,
      Policies.InForce inForce,
      Judged judged,
      ImageVerdict verdict) {
    listener.judged(
        new Judgement(
            repository,
            asked,
            manifest,
            verdict,
            judged.image(),
            judged.version(),
            inForce.version(),
            !ExemptionNames.used(inForce.policy()),
            judged.lasting()));
  }

  private static Key key(
      Policies.InForce inForce, RepositoryName repository, Reference asked, Digest manifest) {
    return new Key(manifest, ExemptionNames.used(inForce.policy()) ? repository + " " + asked : "");
  }

  /// What was said and still holds.
  private @Nullable Summary summary(Key key, Policies.InForce inForce, Instant now) {
    var known = summaries.get(key);
    return known != null
            && known.advisories().equals(advisories.current().version())
            && known.policy().equals(inForce.version())
            && now.isBefore(known.until())
        ? known
        : null;
  }

  @Override
  public Optional<ImageVerdict> known(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    var inForce = policies.of(repository);
    var known = summary(key(inForce, repository, asked, manifest), inForce, clock.instant());
    return known == null ? Optional.empty() : known.verdict();
  }

  /// What cannot be judged now is said to be so: neither a push nor a pull fails by it.
  private Judged assessed(
      RepositoryName repository,
      Reference asked,
      Digest manifest,
      Policy policy,
      Duration patience) {
    try {
      return assess(repository, asked, manifest, policy, patience);
    } catch (StoreException e) {
      return failed(e.code(), e.what() + ": " + e.why(), e.next());
    } catch (RuntimeException e) {
      return failed(
          "internal-error", "judging " + manifest + ": " + e, "Report this with the image");
    }
  }

  private Judged failed(String code, String message, String next) {
    var verdict = verdict(Verdict.Status.INCOMPLETE, code, message, next);
    var version = advisories.current().version();
    return new Judged(Optional.empty(), Optional.of(verdict), false, version);
  }

  /// All that is said of an image, as the reports show it.
  ///
  /// @return empty for what is no image
  public Optional<AssessedImage> assessment(
      RepositoryName repository, Reference asked, Digest manifest) throws StoreException {
    var policy = policies.of(repository).policy();
    return assess(repository, asked, manifest, policy, options.pushPatience()).image();
  }

  /// Holds what is said of an image against what would be by another policy. Nothing is kept.
  ///
  /// @param change makes the other policy of the one in force; the same one is judged by once
  public Trial tried(
      RepositoryName repository, Reference asked, Digest manifest, UnaryOperator<Policy> change)
      throws StoreException {
    var end = System.nanoTime() + options.lookPatience().toNanos();
    var current = advisories.current();
    var policy = policies.of(repository).policy();
    var other = change.apply(policy);
    var before = new ArrayList<AssessedImage.OfPlatform>();
    var after = new ArrayList<AssessedImage.OfPlatform>();
    try {
      var images = reader.images(repository, manifest);
      for (var image : images.images()) {
        if (!(reader.inventory(repository, image, end)
            instanceof ImageReader.Taken.Whole(var inventory))) {
          return new Trial.Unknown();
        }
        var subject = subject(repository, asked, images, image);
        var digest = image.manifestDigest().orElse(manifest);
        var first = judge(inventory, current, policy, subject);
        var second = other.equals(policy) ? first : judge(inventory, current, other, subject);
        before.add(new AssessedImage.OfPlatform(digest, image.platform(), first));
        after.add(new AssessedImage.OfPlatform(digest, image.platform(), second));
      }
      return before.isEmpty()
          ? new Trial.NoImage()
          : new Trial.Judged(
              new AssessedImage(images.index(), before), new AssessedImage(images.index(), after));
    } catch (ImageException e) {
      return e.code().equals("not-an-image") ? new Trial.NoImage() : new Trial.Unknown();
    }
  }

  /// What is installed in each platform of an image, by its manifest. Platforms whose layers are
  /// still being read are left out, and so is what cannot be read or is no image.
  public Map<Digest, List<InstalledPackage>> packages(RepositoryName repository, Digest manifest)
      throws StoreException {
    var end = System.nanoTime() + options.lookPatience().toNanos();
    var packages = new HashMap<Digest, List<InstalledPackage>>();
    try {
      for (var image : reader.images(repository, manifest).images()) {
        if (reader.inventory(repository, image, end) instanceof ImageReader.Taken.Whole(var whole)
            && whole.gaps().isEmpty()) {
          packages.put(image.manifestDigest().orElse(manifest), whole.packages());
        }
      }
    } catch (ImageException e) {
      // Verdicts say why.
    }
    return packages;
  }

  /// @param image empty where there is none, or none that can be judged
  /// @param instead of the images' verdicts
  /// @param lasting whether the same would be said a moment later
  private record Judged(
      Optional<AssessedImage> image,
      Optional<ImageVerdict> instead,
      boolean lasting,
      String version) {}

  private Judged assess(
      RepositoryName repository, Reference asked, Digest manifest, Policy policy, Duration patience)
      throws StoreException {
    var end = System.nanoTime() + patience.toNanos();
    var current = advisories.current();
    var version = current.version();
    KeptImages images;
    try {
      images = reader.images(repository, manifest);
    } catch (ImageException e) {
      // A platform of a mirrored index, or what was deleted beside this look, may come still.
      var lasting = !e.code().equals("blob-missing");
      return new Judged(Optional.empty(), unreadable(e), lasting, version);
    }
    var platforms = new ArrayList<AssessedImage.OfPlatform>();
    for (var image : images.images()) {
      switch (reader.inventory(repository, image, end)) {
        case ImageReader.Taken.Pending(var layers) -> {
          return new Judged(Optional.empty(), Optional.of(pending(layers)), false, version);
        }
        case ImageReader.Taken.Whole(var inventory) -> {
          records.keep(image, inventory);
          var subject = subject(repository, asked, images, image);
          var assessment = judge(inventory, current, policy, subject);
          platforms.add(
              new AssessedImage.OfPlatform(
                  image.manifestDigest().orElse(manifest), image.platform(), assessment));
        }
      }
    }
    return new Judged(
        Optional.of(new AssessedImage(images.index(), platforms)), Optional.empty(), true, version);
  }

  private Assessment judge(
      ImageInventory inventory, Advisories current, Policy policy, ImageSubject subject) {
    judging.acquireUninterruptibly();
    try {
      return Advisor.assess(inventory, current, policy, subject, clock.instant());
    } finally {
      judging.release();
    }
  }

  private ImageSubject subject(
      RepositoryName repository, Reference asked, KeptImages images, Image image) {
    var digests = new LinkedHashSet<Digest>();
    image.manifestDigest().ifPresent(digests::add);
    images.index().ifPresent(digests::add);
    var tags =
        asked instanceof Reference.ByTag(var tag) ? Set.of(tag.toString()) : Set.<String>of();
    return new ImageSubject(
        options.host(),
        repository.toString(),
        tags,
        digests,
        image.platform().map(Platform::architecture).orElse(null),
        Set.of());
  }

  /// Nothing is said of artifacts.
  private Optional<ImageVerdict> unreadable(ImageException e) {
    return e.code().equals("not-an-image")
        ? Optional.empty()
        : Optional.of(
            verdict(Verdict.Status.INCOMPLETE, e.code(), e.what() + ": " + e.why(), e.next()));
  }

  private ImageVerdict pending(int layers) {
    return verdict(
        Verdict.Status.UNSCANNED,
        "inventory-pending",
        layers + (layers == 1 ? " layer is" : " layers are") + " still being read",
        "Ask again in a while.");
  }

  private ImageVerdict verdict(Verdict.Status status, String code, String message, String next) {
    return new ImageVerdict(
        new Verdict(status, List.of(new Verdict.Reason(code, message, next))),
        IssueCounts.NONE,
        clock.instant());
  }
}
