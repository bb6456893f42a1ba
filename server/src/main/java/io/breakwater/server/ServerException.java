package io.breakwater.server;

import io.breakwater.http.ServerStartException;
import io.breakwater.store.StoreException;
import org.jspecify.annotations.Nullable;

/// A server that cannot start or go on. Reads as `<what>: <why>. <what to do next> [code]`.
///
/// | code | when |
/// |---|---|
/// | `data-folder-foreign` | the folder holds something else |
/// | `data-folder-unusable` | it cannot be made or written to |
/// | `storage-…` | see [StoreException] |
/// | `listen-failed`, `tls-…` | see [ServerStartException] |
/// | `policy-…` | the policy file cannot be followed |
public final class ServerException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;

  /// A problem with its way out.
  ///
  /// @param next what can be done about it, one sentence without the full stop
  public ServerException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
  }

  static ServerException of(String what, StoreException e) {
    var cause = e.getCause();
    var more = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new ServerException(e.code(), what, e.what() + ": " + e.why() + more, e.next(), e);
  }

  static ServerException of(ServerStartException e) {
    var next =
        switch (e.code()) {
          case "listen-failed" ->
              "Stop what listens there, or listen elsewhere: --listen 127.0.0.1:PORT";
          case "tls-unreadable" -> "Check the path and that the server's user may read it";
          default -> "Mend tls.certificate and tls.key: PEM, the server's certificate first";
        };
    return new ServerException(
        e.code(), "starting the server", String.valueOf(e.getMessage()), next, e);
  }

  public String code() {
    return code;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String next() {
    return next;
  }
}
