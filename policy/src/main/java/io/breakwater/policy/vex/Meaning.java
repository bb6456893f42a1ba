package io.breakwater.policy.vex;

import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.PackagePattern;
import io.breakwater.policy.products.Products;
import io.breakwater.sbom.PackageUrl;
import java.util.Locale;

/// What a product or a part of one in a VEX document is, here.
sealed interface Meaning {
  /// Whether one content or one version is meant, and not all there will ever be.
  boolean exact();

  /// An image.
  record OfImage(ImageScope scope, boolean exact) implements Meaning {}

  /// Packages of an operating system.
  record OfPackage(PackagePattern packages, boolean exact) implements Meaning {}

  /// Something that is not judged here, or cannot be told from its name.
  ///
  /// @param name as the document has it
  record OfOther(String name) implements Meaning {
    @Override
    public boolean exact() {
      return false;
    }
  }

  /// What a package URL, a digest or an image's reference means.
  static Meaning of(String written) {
    var text = written.strip();
    try {
      if (text.regionMatches(true, 0, "pkg:", 0, 4)) {
        return ofUrl(PackageUrl.parse(text), text);
      }
      if (text.startsWith("sha256:")) {
        return new OfImage(ImageScope.parse("@" + text), true);
      }
      var lower = text.toLowerCase(Locale.ROOT);
      var isName =
          !lower.startsWith("urn:")
              && !lower.contains("://")
              && text.indexOf('*') < 0
              && (text.indexOf('/') > 0 || text.indexOf(':') > 0);
      return isName
          ? new OfImage(ImageScope.parse(text), text.indexOf('@') > 0)
          : new OfOther(text);
    } catch (IllegalArgumentException e) {
      return new OfOther(text);
    }
  }

  private static Meaning ofUrl(PackageUrl url, String text) {
    var image = Products.image(url);
    if (image.isPresent()) {
      return new OfImage(image.get(), url.version().indexOf(':') > 0);
    }
    var packages = Products.packages(url);
    return packages.isPresent()
        ? new OfPackage(packages.get(), !url.version().isEmpty())
        : new OfOther(text);
  }
}
