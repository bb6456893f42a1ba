package io.breakwater.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request's body that did not come whole. What was read of it before is what was sent; the
/// end of the body was not reached.
public final class BodyException extends IOException {
  /// Why it did not.
  public enum Reason {
    /// The connection ended, the client took the request back, or chunks are not as they should
    /// be.
    CUT(400),
    /// Nothing came for too long, or too little.
    TOO_SLOW(408),
    /// More than the handler takes.
    TOO_LARGE(413);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /// What it is answered with, where somebody still listens.
    public int status() {
      return status;
    }
  }

  private final Reason reason;
  private final long read;

  BodyException(Reason reason, long read, @Nullable String detail, @Nullable Throwable cause) {
    super(
        switch (reason) {
              case CUT -> "the body was cut off after " + read + " bytes";
              case TOO_SLOW -> "the body came too slowly, " + read + " bytes until now";
              case TOO_LARGE -> "the body is larger than allowed";
            }
            + (detail == null ? "" : ": " + detail),
        cause);
    this.reason = reason;
    this.read = read;
  }

  public Reason reason() {
    return reason;
  }

  /// Bytes that were read of it.
  public long read() {
    return read;
  }
}
