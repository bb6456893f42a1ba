package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;

/// Goes on with a blob behind what was read (RFC 9110, section 14.2).
final class BlobResumption implements BlobStream.Opener {
  private final Exchange exchange;
  private final Get get;
  private final String what;

  /// Asks for the blob.
  interface Get {
    /// The answer, of status 200 or 206.
    HttpResponse<InputStream> send(Map<String, String> headers) throws ImageException;
  }

  BlobResumption(Exchange exchange, Get get, String what) {
    this.exchange = exchange;
    this.get = get;
    this.what = what;
  }

  @Override
  public InputStream open(long offset, int attempt) throws ImageException {
    exchange.pause(attempt, "", 0, what);
    var headers = offset == 0 ? Map.<String, String>of() : Map.of("Range", "bytes=" + offset + "-");
    var response = get.send(headers);
    if (offset > 0 && response.statusCode() == 200) {
      return skipped(response, offset);
    }
    var range = response.headers().firstValue("Content-Range").orElse("");
    if (offset > 0 && !range.startsWith("bytes " + offset + "-")) {
      Exchange.close(response);
      throw RegistryErrors.protocol(what, "a wrong range was sent: " + range, null);
    }
    return response.body();
  }

  /// The registry knows no ranges: what was read already is read again.
  private InputStream skipped(HttpResponse<InputStream> response, long offset)
      throws ImageException {
    try {
      response.body().skipNBytes(offset);
      return response.body();
    } catch (IOException e) {
      Exchange.close(response);
      throw RegistryErrors.unreachable(what, response.uri().getAuthority(), e);
    }
  }
}
