package io.breakwater.policy.products;

import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.NamePattern;
import io.breakwater.advisor.PackagePattern;
import io.breakwater.image.Digest;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.sbom.PackageUrl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes package URLs into what they mean here: an image, or packages of an operating system.
public final class Products {
  private static final String DOCKER_HUB = "docker.io";

  private Products() {}

  /// The packages that a package URL means; empty for packages of programming languages and of
  /// managers that are not judged.
  ///
  /// A name is the binary package's, with `arch=source` (`src` for rpm) the source package's.
  /// What is left out limits nothing. The qualifiers `arch`, `distro` and `epoch` are
  /// compared; others tell where a package came from and are passed over.
  public static Optional<PackagePattern> packages(PackageUrl url) {
    var ecosystem = ecosystem(url.type());
    if (ecosystem == null) {
      return Optional.empty();
    }
    var arch = url.qualifier("arch");
    var ofSource = arch.equals("source") || arch.equals("src");
    var name = NamePattern.of(url.name());
    var epoch = url.qualifier("epoch");
    var version =
        url.version().isEmpty() || epoch.isEmpty() ? url.version() : epoch + ":" + url.version();
    return Optional.of(
        new PackagePattern(
            ecosystem,
            distribution(url.namespace().toLowerCase(Locale.ROOT)),
            distro(url.qualifier("distro").toLowerCase(Locale.ROOT)),
            ofSource ? NamePattern.ANY : name,
            ofSource ? name : NamePattern.ANY,
            version,
            ofSource ? "" : arch,
            null));
  }

  private static @Nullable Ecosystem ecosystem(String type) {
    return switch (type) {
      case "deb" -> Ecosystem.DEB;
      case "apk" -> Ecosystem.APK;
      case "rpm" -> Ecosystem.RPM;
      default -> null;
    };
  }

  /// The ID of os-release that a namespace stands for.
  private static String distribution(String namespace) {
    return switch (namespace) {
      case "redhat" -> "rhel";
      case "alma" -> "almalinux";
      case "rockylinux" -> "rocky";
      case "oracle", "oraclelinux" -> "ol";
      case "amazon" -> "amzn";
      default -> namespace;
    };
  }

  private static String distro(String distro) {
    return distro.startsWith("redhat-") ? "rhel-" + distro.substring("redhat-".length()) : distro;
  }

  /// The image that a package URL of type `oci` or `docker` names; empty for other types.
  ///
  /// A digest decides alone, wherever the image is. Else `repository_url` and `tag` (type
  /// `docker`: namespace, name and version) do; without a repository every image of that name
  /// is meant. An `arch` limits it further.
  ///
  /// @throws IllegalArgumentException when a part is malformed
  public static Optional<ImageScope> image(PackageUrl url) {
    if (!url.type().equals("oci") && !url.type().equals("docker")) {
      return Optional.empty();
    }
    var digest = Digest.tryParse(url.version());
    var scope =
        digest.isPresent()
            ? new ImageScope.Content(ImageScope.EVERY, digest.get())
            : url.type().equals("oci") ? ofOci(url) : ofDocker(url);
    var arch = url.qualifier("arch");
    return Optional.of(arch.isEmpty() ? scope : new ImageScope.Architecture(scope, arch));
  }

  /// purl specification, type `oci`: the name is the last part of the repository, which
  /// `repository_url` gives in full; some leave the name out of it.
  private static ImageScope ofOci(PackageUrl url) {
    var repository = withoutScheme(url.qualifier("repository_url"));
    var tag = url.qualifier("tag").isEmpty() ? url.version() : url.qualifier("tag");
    if (repository.isEmpty()) {
      return tagged(new ImageScope.Named(url.name()), tag);
    }
    var whole =
        repository.equals(url.name()) || repository.endsWith("/" + url.name())
            ? repository
            : repository + "/" + url.name();
    return tagged(repository(whole), tag);
  }

  private static ImageScope ofDocker(PackageUrl url) {
    var host = withoutScheme(url.qualifier("repository_url"));
    var path = (url.namespace().isEmpty() ? "" : url.namespace() + "/") + url.name();
    var whole = (host.isEmpty() ? DOCKER_HUB : host) + "/" + path;
    return tagged(repository(whole), url.version());
  }

  private static ImageScope tagged(ImageScope images, String tag) {
    return tag.isEmpty() ? images : new ImageScope.Tag(images, tag);
  }

  /// A whole repository, never a namespace.
  private static ImageScope repository(String whole) {
    if (whole.indexOf('/') < 0) {
      return new ImageScope.Repository(null, whole);
    }
    return ImageScope.parse(whole);
  }

  private static String withoutScheme(String url) {
    var scheme = url.indexOf("://");
    var rest = scheme < 0 ? url : url.substring(scheme + 3);
    rest = rest.startsWith("index." + DOCKER_HUB) ? rest.substring("index.".length()) : rest;
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }
}
