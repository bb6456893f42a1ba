package io.breakwater.assessments.harbor;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.image.Descriptor;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.Platform;
import io.breakwater.image.remote.PulledManifest;
import io.breakwater.image.remote.RegistryClient;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.image.source.KeptImages;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Pulls an image from Harbor's registry, takes its inventory and judges it, as `breakwater
/// scan` does. Nothing of it is kept: neither layers nor credentials.
final class ImageScanner implements Scanner {
  private final RegistryOptions remote;
  private final ImageInventories inventories;
  private final Supplier<Advisories> advisories;
  private final Supplier<Policy> policy;
  private final InstantSource clock;
  private final String version;

  /// @param remote how to reach registries
  ImageScanner(
      RegistryOptions remote,
      Supplier<Advisories> advisories,
      Supplier<Policy> policy,
      InstantSource clock,
      String version) {
    this.remote = remote;
    this.advisories = advisories;
    this.policy = policy;
    this.clock = clock;
    this.version = version;
    // One layer after the other, in the thread of the scan: that is the one to be interrupted.
    inventories = new ImageInventories(ImageInventories.Options.standard().withThreads(1));
  }

  @Override
  public Map<ReportKind, Outcome> scan(ScanRequest request) throws ScanFailure {
    var reference = request.reference();
    var options = remote.withPlainHttp(request.registry().getScheme().equals("http"));
    try (var client =
        RegistryClient.open(
            reference.host(), reference.repository(), false, request.credentials(), options)) {
      var pulled = client.manifest(reference.version());
      var image = image(client, pulled, reference.toString());
      return reports(request, report(request, image));
    } catch (ImageException e) {
      throw ScanFailure.of(e);
    } catch (IOException e) {
      throw new ScanFailure("writing the report failed: " + e.getMessage() + "; scan again.");
    }
  }

  private static Image image(RegistryClient client, PulledManifest pulled, String name)
      throws ImageException, ScanFailure {
    var type = MediaTypes.isSchema1(pulled.mediaType()) ? pulled.mediaType() : "";
    var first = Descriptor.of(type, pulled.digest(), pulled.bytes().length);
    var images =
        KeptImages.read(
            wanted ->
                Optional.of(
                    wanted.digest().equals(first.digest())
                        ? new ByteArrayInputStream(pulled.bytes())
                        : client.blob(wanted)),
            name,
            first);
    if (images.index().isPresent()) {
      throw new ScanFailure(name + " is an index; scan the images that it names, one by one.");
    }
    return images.images().getFirst();
  }

  private ImageReport report(ScanRequest request, Image image) {
    var digests = image.manifestDigest().map(List::of).orElse(List.of());
    var subject =
        ImageSubject.of(request.reference())
            .withDigests(digests)
            .withArchitecture(image.platform().map(Platform::architecture).orElse(null));
    var assessment =
        Advisor.assess(
            inventories.read(image), advisories.get(), policy.get(), subject, clock.instant());
    return new ImageReport(image.name(), image.manifestDigest(), image.platform(), assessment);
  }

  private Map<ReportKind, Outcome> reports(ScanRequest request, ImageReport report)
      throws IOException {
    var image = new ScannedImage(request.artifact(), report, clock.instant(), version);
    var reports = new EnumMap<ReportKind, Outcome>(ReportKind.class);
    for (var kind : request.kinds()) {
      var doubt =
          kind == ReportKind.VULNERABILITIES
              ? doubt(report.assessment().verdict())
              : Optional.<Outcome>empty();
      reports.put(kind, doubt.isPresent() ? doubt.get() : Outcome.of(kind, image));
    }
    return reports;
  }

  /// Harbor has no word for an image of which not all is known: a short list would look clean,
  /// so its scan fails, with the reasons.
  private static Optional<Outcome> doubt(Verdict verdict) {
    return switch (verdict.status()) {
      case OK, WARN, FAIL -> Optional.empty();
      case UNSUPPORTED, UNSCANNED, INCOMPLETE -> {
        var told = new StringBuilder("the verdict is " + verdict.status() + ": ");
        for (var reason : verdict.reasons()) {
          told.append(Printable.sentence(reason.message())).append(' ');
          told.append(Printable.sentence(reason.next())).append(' ');
        }
        yield Optional.of(new Outcome.Missing(told.toString().strip()));
      }
    };
  }
}
