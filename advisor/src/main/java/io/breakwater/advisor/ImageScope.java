package io.breakwater.advisor;

import io.breakwater.image.Digest;
import org.jspecify.annotations.Nullable;

/// Which images an exemption is for. Texts, as people write them ([ImageScopeText]):
///
/// | text | covers |
/// |---|---|
/// | `*` | every image |
/// | `team` | every repository in namespace `team`; Docker's official image `team`, too |
/// | `team/*`, `team/tools/*` | every repository below that path |
/// | `team/app` | this repository, on any registry |
/// | `team/app:1.2` | this tag |
/// | `debian:12` | a repository without namespace; on Docker Hub `library/debian` |
/// | `team/app@sha256:…` | this content, while it is in this repository |
/// | `@sha256:…` | this content wherever it is, also in a file or folder |
/// | `*/app` | a repository of this name in any namespace |
/// | `ghcr.io/*`, `ghcr.io/team/app:1.2` | the same on one registry |
///
/// A wider scope is not overridden by a narrower one: any exemption whose scope covers the
/// image applies. An image without a name (a file, a folder) is covered by `*` and by digests
/// only.
public sealed interface ImageScope {
  /// Every image.
  ImageScope EVERY = new Every();

  /// Whether an image is covered.
  boolean covers(ImageSubject image);

  /// Reads one of the texts above.
  ///
  /// @throws IllegalArgumentException when the text is none; the message says why
  static ImageScope parse(String text) {
    return ImageScopeText.parse(text);
  }

  /// Every image of the account.
  record Every() implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return true;
    }

    @Override
    public String toString() {
      return "*";
    }
  }

  /// Every repository below a path.
  ///
  /// @param host registry, null for any
  /// @param path empty for the whole registry
  /// @param official whether Docker's official image of that name is meant as well
  record Namespace(@Nullable String host, String path, boolean official) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      if (!image.named() || !ImageScope.sameHost(host, image)) {
        return false;
      }
      return path.isEmpty()
          || image.repository().startsWith(path + "/")
          || (official && ImageScope.isOfficial(image, path));
    }

    @Override
    public String toString() {
      return ImageScope.prefix(host) + (official ? path : path.isEmpty() ? "*" : path + "/*");
    }
  }

  /// One repository.
  ///
  /// @param host registry, null for any
  record Repository(@Nullable String host, String path) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return image.named()
          && ImageScope.sameHost(host, image)
          && (image.repository().equals(path) || ImageScope.isOfficial(image, path));
    }

    @Override
    public String toString() {
      return ImageScope.prefix(host) + path;
    }
  }

  /// Repositories of one name in any namespace of any registry.
  record Named(String name) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return image.repository().equals(name) || image.repository().endsWith("/" + name);
    }

    @Override
    public String toString() {
      return "*/" + name;
    }
  }

  /// What a tag of a repository names.
  record Tag(ImageScope repository, String tag) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return image.tags().contains(tag) && repository.covers(image);
    }

    @Override
    public String toString() {
      return repository + ":" + tag;
    }
  }

  /// One content: a manifest, or all platforms of an index.
  ///
  /// @param repository where it has to be, [#EVERY] for anywhere
  record Content(ImageScope repository, Digest digest) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return image.digests().contains(digest) && repository.covers(image);
    }

    @Override
    public String toString() {
      return (repository.equals(EVERY) ? "" : repository) + "@" + digest;
    }
  }

  /// Images of one architecture among others.
  record Architecture(ImageScope images, String architecture) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return architecture.equals(image.architecture()) && images.covers(image);
    }

    @Override
    public String toString() {
      return images + " (" + architecture + ")";
    }
  }

  /// What a bill of materials describes.
  ///
  /// @param serial `urn:uuid:…`
  record Bill(String serial) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return image.bills().contains(serial);
    }

    @Override
    public String toString() {
      return serial;
    }
  }

  /// What a VEX document is about when it names no image that is known: covers none.
  ///
  /// @param product as the document names it
  record Unknown(String product) implements ImageScope {
    @Override
    public boolean covers(ImageSubject image) {
      return false;
    }

    @Override
    public String toString() {
      return product;
    }
  }

  private static boolean sameHost(@Nullable String host, ImageSubject image) {
    return host == null || host.equals(image.host());
  }

  private static boolean isOfficial(ImageSubject image, String path) {
    return path.indexOf('/') < 0
        && "docker.io".equals(image.host())
        && image.repository().equals("library/" + path);
  }

  private static String prefix(@Nullable String host) {
    return host == null ? "" : host + "/";
  }
}
