package io.breakwater.api.access;

import io.breakwater.accounts.sessions.SessionSecret;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import java.util.Optional;

/// The cookie that has the secret of a session (RFC 6265): no script reads it, no other site has it
/// sent (`HttpOnly`, `SameSite=Strict`), and it goes with the browser.
///
/// | reached by | cookie |
/// |---|---|
/// | HTTPS | `__Host-breakwater`, `Secure`: nobody without TLS, and no other host, sets it |
/// | plain HTTP | `breakwater-session` |
///
/// Behind a proxy that speaks TLS the public URL says that it is HTTPS; then plain HTTP beside the
/// proxy is no way in.
public final class SessionCookie {
  private static final String SECURE = "__Host-breakwater";
  private static final String PLAIN = "breakwater-session";

  private final boolean published;

  /// Cookies of a server.
  ///
  /// @param publicUrl how clients reach it, where that is said
  public SessionCookie(Optional<String> publicUrl) {
    published = publicUrl.filter(url -> url.startsWith("https://")).isPresent();
  }

  /// Whether browsers reach the server over TLS.
  boolean secure(Request request) {
    return published || request.secure();
  }

  /// What the browser sent; the first where it sent several.
  Optional<String> sent(Request request) {
    var wanted = name(request) + "=";
    for (var line : request.headers("Cookie")) {
      for (var pair : line.split(";", -1)) {
        var text = pair.strip();
        if (text.startsWith(wanted)) {
          return Optional.of(text.substring(wanted.length())).filter(value -> !value.isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  /// The secret that the browser sent, where it is one.
  public Optional<SessionSecret> secret(Request request) {
    return sent(request).flatMap(SessionSecret::parse);
  }

  /// Has the browser keep a secret.
  public void give(Request request, Response response, SessionSecret secret) {
    response.addHeader("Set-Cookie", cookie(request, secret.reveal()));
  }

  /// Has the browser forget it.
  public void take(Request request, Response response) {
    response.addHeader("Set-Cookie", cookie(request, "") + "; Max-Age=0");
  }

  private String cookie(Request request, String value) {
    return name(request)
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (secure(request) ? "; Secure" : "");
  }

  private String name(Request request) {
    return secure(request) ? SECURE : PLAIN;
  }
}
