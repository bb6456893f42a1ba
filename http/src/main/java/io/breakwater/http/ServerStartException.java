package io.breakwater.http;

import org.jspecify.annotations.Nullable;

/// A server that cannot start, or certificates that cannot be used. The message says what to
/// do.
///
/// | code | when |
/// |---|---|
/// | `listen-failed` | the address is taken or not this machine's |
/// | `tls-unreadable` | a certificate or key file is not there or may not be read |
/// | `tls-malformed` | a file is not what it should be |
/// | `tls-mismatch` | the key is not the certificate's |
public final class ServerStartException extends Exception {
  private final String code;

  ServerStartException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
