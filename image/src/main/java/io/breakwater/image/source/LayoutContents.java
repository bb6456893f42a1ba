package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The blobs of an OCI layout directory (OCI image specification, `image-layout.md`).
record LayoutContents(Path directory) implements Contents {
  private Path path(Digest digest) {
    return directory.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
  }

  @Override
  public byte[] document(Descriptor descriptor, String what, int limit) throws ImageException {
    Blobs.checkSize(descriptor, what, limit);
    try {
      return Blobs.read(Files.newInputStream(path(descriptor.digest())), descriptor, what, limit);
    } catch (NoSuchFileException e) {
      throw new ImageException(
          "blob-missing",
          what,
          "the layout in " + directory + " does not hold it",
          "Copy the image into the layout again",
          -1,
          e);
    } catch (IOException e) {
      throw Blobs.unreadable(what, e);
    }
  }

  @Override
  public InputStream layer(Descriptor descriptor) throws ImageException {
    var what = "reading layer " + descriptor.digest();
    var path = path(descriptor.digest());
    try {
      var size = Files.size(path);
      if (size != descriptor.size()) {
        throw Layers.wrongSize(what, descriptor.size(), size);
      }
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw Layers.missing(what, "the layout in " + directory, descriptor, e);
    } catch (IOException e) {
      throw Layers.unreadable(what, e);
    }
  }

  @Override
  public void close() {}
}
