package io.breakwater.api.access;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import java.util.Optional;

/// Asks for a login: 401 with the challenge of the distribution project's token flow,
/// `Bearer realm="https://host/oauth/token",service="…",scope="repository:birds/robin:pull"`.
public final class Challenges {
  private static final String NAME = "WWW-Authenticate";
  private static final Optional<String> NONE = Optional.empty();

  private final Optional<String> publicUrl;
  private final String service;

  /// Challenges of a server.
  ///
  /// @param publicUrl how clients reach it, without a slash at the end, where that is not what
  ///     they call it in `Host`: behind a proxy that ends TLS
  /// @param service `service` of challenges and tokens
  public Challenges(Optional<String> publicUrl, String service) {
    this.publicUrl = publicUrl;
    this.service = service;
  }

  public String service() {
    return service;
  }

  /// Nobody has logged in.
  Refusal login(Request request, String scope) {
    var how = script(request) ? "log in first" : "log in first: docker login, or fetch a token";
    return refusal(request, scope, "", how);
  }

  /// A token is good, but not for this.
  Refusal beyondToken(Request request, String scope) {
    return refusal(
        request,
        scope,
        "insufficient_scope",
        scope.isEmpty()
            ? "a token for repositories does not do this; use your name and password, an API key"
                + " or a token of /identity/token"
            : "the token is not for this; fetch one with its scope");
  }

  /// Credentials are wrong.
  Refusal wrong(Request request, String scope, boolean token, String told) {
    return refusal(request, scope, token ? "invalid_token" : "", told);
  }

  private Refusal refusal(Request request, String scope, String error, String message) {
    var value = new StringBuilder(128);
    value.append("Bearer realm=\"").append(base(request)).append("/oauth/token\"");
    value.append(",service=\"").append(service).append('"');
    if (!scope.isEmpty()) {
      value.append(",scope=\"").append(scope).append('"');
    }
    if (!error.isEmpty()) {
      value.append(",error=\"").append(error).append('"');
    }
    var refusal = Refusal.of(401, "UNAUTHORIZED", message);
    return script(request) ? refusal : refusal.with(NAME, value.toString());
  }

  /// Scripts of pages say themselves that somebody is to log in; a challenge would have the browser
  /// ask for it. `Sec-Fetch-Mode`: Fetch Metadata, which browsers alone send.
  private static boolean script(Request request) {
    var path = request.path();
    return (path.startsWith("/api/") || path.startsWith("/va/api/"))
        && (request.header("Sec-Fetch-Mode").isPresent()
            || request.header("X-Requested-With").isPresent());
  }

  private String base(Request request) {
    return publicUrl.orElseGet(
        () -> (request.secure() ? "https://" : "http://") + plain(request.authority()));
  }

  /// What a client calls the server goes back to it in quotation marks.
  private static String plain(String authority) {
    for (var i = 0; i < authority.length(); i++) {
      var c = authority.charAt(i);
      var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && ".-_:[]".indexOf(c) < 0) {
        return "localhost";
      }
    }
    return authority;
  }

  /// The scope of a request to a repository, and of pulling from where it wants to mount a blob
  /// from, so that one token is enough. To name what may not be there gives nothing away: the
  /// client said it.
  static String scope(Request request, RepositoryName repository, Action action) {
    var scope = scope(repository, action);
    var from = request.query().first("mount").isPresent() ? request.query().first("from") : NONE;
    if (action != Action.IMAGE_PUSH || from.isEmpty()) {
      return scope;
    }
    try {
      return scope + " " + scope(RepositoryName.parse(from.get()), Action.IMAGE_PULL);
    } catch (RegistryException e) {
      return scope;
    }
  }

  /// The scope of something done in a repository. Who pushes looks first at what is there.
  static String scope(RepositoryName repository, Action action) {
    return "repository:"
        + repository
        + switch (action) {
          case IMAGE_PUSH -> ":pull,push";
          case IMAGE_DELETE -> ":pull,delete";
          default -> ":pull";
        };
  }
}
