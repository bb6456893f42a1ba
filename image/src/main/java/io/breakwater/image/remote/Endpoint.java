package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import io.breakwater.image.remote.Exchange.Ask;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One address of the repository: the registry itself or a mirror.
final class Endpoint {
  private final Exchange exchange;
  private final URI base;
  private final String host;
  private final String repository;
  private final String scope;
  private final CredentialSource source;
  private volatile @Nullable String authorization;

  Endpoint(
      Exchange exchange,
      URI base,
      String host,
      String repository,
      String scope,
      CredentialSource credentials) {
    this.exchange = exchange;
    this.base = base;
    this.host = host;
    this.repository = repository;
    this.scope = scope;
    this.source = credentials;
  }

  String host() {
    return host;
  }

  List<String> notes() {
    return source.notes();
  }

  HttpResponse<InputStream> send(
      String method,
      String path,
      Map<String, String> headers,
      @Nullable Supplier<HttpRequest.BodyPublisher> body,
      String what)
      throws ImageException {
    var uri = base.resolve("v2/" + repository + "/" + path);
    return send(new Ask(method, uri, headers, null, body), what);
  }

  /// Sends, and again with an answer when the registry asks who is there.
  HttpResponse<InputStream> send(Ask ask, String what) throws ImageException {
    var mine = Hosts.sameOrigin(ask.uri(), base);
    var response = exchange.send(ask.withAuthorization(mine ? authorization : null), what);
    if (response.statusCode() != 401 || !mine) {
      return response;
    }
    Exchange.close(response);
    var credentials = source.find(host, repository);
    var again = answer(ask, response, credentials, what);
    if (again.statusCode() != 401 || credentials instanceof Credentials.Anonymous) {
      return again;
    }
    Exchange.close(again);
    source.notes().add("the registry refuses the stored credentials");
    return answer(ask, response, new Credentials.Anonymous(), what);
  }

  private HttpResponse<InputStream> answer(
      Ask ask, HttpResponse<InputStream> response, Credentials credentials, String what)
      throws ImageException {
    var challenges = response.headers().allValues("WWW-Authenticate");
    var plain = "http".equals(base.getScheme());
    var answer =
        new Tokens(exchange, credentials, scope, host, source.notes())
            .answer(challenges, plain, what);
    if (answer == null) {
      throw RegistryErrors.unauthorized(what, host, 401, source.notes());
    }
    authorization = answer;
    return exchange.send(ask.withAuthorization(answer), what);
  }
}
