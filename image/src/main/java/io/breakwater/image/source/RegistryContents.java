package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.ImageException;
import io.breakwater.image.ImageReference;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.remote.RegistryClient;
import io.breakwater.image.remote.RegistryOptions;
import java.io.InputStream;

/// The blobs of one repository in a registry. The manifest that was asked for is kept, so that
/// it is not fetched twice.
final class RegistryContents implements Contents {
  private final RegistryClient client;
  private final byte[] first;
  private final Descriptor descriptor;

  private RegistryContents(RegistryClient client, byte[] first, Descriptor descriptor) {
    this.client = client;
    this.first = first;
    this.descriptor = descriptor;
  }

  static OpenedImages open(String text, RegistryOptions options, PlatformChoice choice)
      throws ImageException {
    var reference = parse(text);
    var name = reference.toString();
    var client = RegistryClient.pull(reference.host(), reference.repository(), options);
    try {
      var pulled = client.manifest(reference.version());
      var type =
          MediaTypes.isIndex(pulled.mediaType())
                  || MediaTypes.isManifest(pulled.mediaType())
                  || MediaTypes.isSchema1(pulled.mediaType())
              ? pulled.mediaType()
              : "";
      var descriptor = Descriptor.of(type, pulled.digest(), pulled.bytes().length);
      var contents = new RegistryContents(client, pulled.bytes(), descriptor);
      var walk = new ManifestWalk(contents, name, choice);
      var images = walk.images(descriptor);
      return new OpenedImages(text, walk.indexDigest(), images, contents::close);
    } catch (ImageException e) {
      client.close();
      throw e;
    }
  }

  static ImageReference parse(String text) throws ImageException {
    try {
      return ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          "reference-malformed",
          "opening " + text,
          e.getMessage() == null ? "not a reference" : e.getMessage(),
          "Write host/repository:tag, for example alpine:3.20; a file or folder must exist",
          -1,
          e);
    }
  }

  @Override
  public byte[] document(Descriptor wanted, String what, int limit) throws ImageException {
    if (wanted.digest().equals(descriptor.digest())) {
      return first;
    }
    Blobs.checkSize(wanted, what, limit);
    if (isManifest(wanted)) {
      var pulled = client.manifest(wanted.digest().toString());
      if (pulled.bytes().length != wanted.size()) {
        throw Layers.wrongSize(what, wanted.size(), pulled.bytes().length);
      }
      return pulled.bytes();
    }
    return Blobs.read(client.blob(wanted), wanted, what, limit);
  }

  private static boolean isManifest(Descriptor wanted) {
    return MediaTypes.isIndex(wanted.mediaType()) || MediaTypes.isManifest(wanted.mediaType());
  }

  @Override
  public InputStream layer(Descriptor wanted) throws ImageException {
    try {
      return client.blob(wanted);
    } catch (ImageException e) {
      if (!e.code().equals("registry-not-found")) {
        throw e;
      }
      throw Layers.missing("reading layer " + wanted.digest(), "the registry", wanted, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
