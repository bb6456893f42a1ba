package io.breakwater.image.remote;

import io.breakwater.image.Descriptor;
import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;

/// A blob that is read while it is sent, opened anew for each attempt.
final class StreamedBlob {
  private StreamedBlob() {}

  /// Opens a blob.
  interface Opening {
    InputStream open() throws ImageException;
  }

  static BodyPublisher of(Descriptor blob, Opening opening) {
    var bytes =
        HttpRequest.BodyPublishers.ofInputStream(
            () -> {
              try {
                return opening.open();
              } catch (ImageException e) {
                throw new UncheckedIOException(new IOException(e.getMessage(), e));
              }
            });
    return blob.size() > 0
        ? HttpRequest.BodyPublishers.fromPublisher(bytes, blob.size())
        : HttpRequest.BodyPublishers.noBody();
  }
}
