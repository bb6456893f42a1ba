package io.breakwater.reports;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageReference;
import io.breakwater.image.Platform;
import io.breakwater.sbom.PackageUrl;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// By what name documents of other tools speak of an image.
///
/// @param title for people: as asked for, or `root file system`, or `SBOM app.json`
/// @param name last part of the repository, or of the path that the image was read from; legal in
///     a package URL; `image` where nothing names it
/// @param repository `HOST/PATH` in a registry, empty where the image was not asked for there
/// @param tag empty where none was asked for
/// @param digest of the manifest, where there is one
public record ImageIdentity(
    String title,
    String name,
    String repository,
    String tag,
    Optional<Digest> digest,
    Optional<Platform> platform) {
  private static final String UNNAMED = "image";

  /// Names an image.
  public static ImageIdentity of(ImageReport report) {
    var asked = report.image();
    var reference = asked == null ? Optional.<ImageReference>empty() : registry(asked);
    var name = reference.isPresent() ? reference.get().repository() : path(asked);
    return new ImageIdentity(
        report.title(),
        lastPart(name),
        reference.map(one -> one.host() + "/" + one.repository()).orElse(""),
        reference.flatMap(ImageReference::tag).orElse(""),
        report.digest(),
        report.platform());
  }

  /// A reference, unless it is one of the forms for what lies on the disk (`ImageLocation`).
  private static Optional<ImageReference> registry(String asked) {
    var text = asked.startsWith("docker://") ? asked.substring(9) : asked;
    for (var scheme : new String[] {"oci:", "oci-archive:", "docker-archive:", "dir:", "/", "."}) {
      if (text.startsWith(scheme)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(ImageReference.parse(text));
    } catch (IllegalArgumentException e) {
      // A path that was recognised by what it is.
      return Optional.empty();
    }
  }

  /// The path without its scheme and what stands behind it.
  private static String path(@Nullable String asked) {
    if (asked == null) {
      return "";
    }
    var start = asked.indexOf(':') + 1;
    var from = start < asked.length() && !asked.startsWith("/") ? start : 0;
    var end = asked.indexOf('@', from);
    end = end < 0 ? asked.indexOf(':', from) : end;
    return asked.substring(from, end < 0 ? asked.length() : end);
  }

  private static String lastPart(String path) {
    var end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    var last = path.substring(path.lastIndexOf('/', end - 1) + 1, end).toLowerCase(Locale.ROOT);
    var name = new StringBuilder();
    for (var i = 0; i < last.length(); i++) {
      var c = last.charAt(i);
      var legal = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
      name.append(legal ? c : '-');
    }
    return name.isEmpty() ? UNNAMED : name.toString();
  }

  /// The image as a package URL of type `oci` (purl specification, `oci-definition`): the digest
  /// names it, so that there is none without one. `repository_url` has no tag; `arch` is in Go's
  /// words.
  public Optional<PackageUrl> purl() {
    return digest.map(
        known -> {
          var qualifiers = new TreeMap<String, String>();
          qualifiers.put("repository_url", repository);
          qualifiers.put("tag", tag);
          qualifiers.put("arch", platform.map(Platform::architecture).orElse(""));
          return new PackageUrl("oci", "", name, known.toString(), qualifiers, "");
        });
  }

  /// The image as the product of a VEX document: by its digest alone, so that whoever has pulled it
  /// from elsewhere finds it too.
  public Optional<PackageUrl> product() {
    return digest.map(
        known -> new PackageUrl("oci", "", name, known.toString(), new TreeMap<>(), ""));
  }

  /// The same for every scan of the same image and platform, whatever its content: the repository,
  /// or else the title, then tag and platform.
  public String series() {
    var base = repository.isEmpty() ? title : tag.isEmpty() ? repository : repository + ":" + tag;
    var at = base.indexOf("@sha");
    return (at > 0 ? base.substring(0, at) : base) + platform.map(one -> "/" + one).orElse("");
  }
}
