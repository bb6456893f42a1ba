package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import java.io.InputStream;

/// The blobs of an OCI layout in a tar archive.
record ArchiveContents(ArchiveFile archive) implements Contents {
  private static String path(Digest digest) {
    return "blobs/" + digest.algorithm() + "/" + digest.hex();
  }

  @Override
  public byte[] document(Descriptor descriptor, String what, int limit) throws ImageException {
    var in = archive.read(path(descriptor.digest()));
    if (in == null) {
      throw new ImageException(
          "blob-missing", what, archive.name() + " does not hold it", "Save the image again");
    }
    return Blobs.read(in, descriptor, what, limit);
  }

  @Override
  public InputStream layer(Descriptor descriptor) throws ImageException {
    var what = "reading layer " + descriptor.digest();
    var path = path(descriptor.digest());
    var in = archive.read(path);
    if (in == null) {
      throw Layers.missing(what, archive.name(), descriptor, null);
    }
    if (archive.size(path) != descriptor.size()) {
      throw Layers.wrongSize(what, descriptor.size(), archive.size(path));
    }
    return in;
  }

  @Override
  public void close() {
    archive.close();
  }
}
