package io.breakwater.server.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// How a client asks: each request at the next address, and again, with growing pauses, where
/// there was no answer that means something.
public final class Connection {
  private final List<URI> addresses;
  private final HttpClient client;
  private final String login;
  private final Patience patience;
  private final Tally tally;
  private int next;

  /// How often and when a client tries again.
  ///
  /// @param tries the first included
  /// @param pause before the second; before each further one it is longer by as much
  /// @param longest pause
  public record Patience(int tries, Duration pause, Duration longest) {
    /// Docker's five retries, a second and more apart.
    public static final Patience ORDINARY =
        new Patience(6, Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  /// @param login the value of `Authorization`
  public Connection(
      List<URI> addresses, HttpClient client, String login, Patience patience, Tally tally) {
    this.addresses = addresses;
    this.client = client;
    this.login = login;
    this.patience = patience;
    this.tally = tally;
  }

  int tries() {
    return patience.tries();
  }

  /// One request, once.
  ///
  /// @param headers name, value, name, value …
  Answer once(String method, String path, byte[] body, String... headers)
      throws InterruptedException {
    next = (next + 1) % addresses.size();
    var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    var request =
        HttpRequest.newBuilder(addresses.get(next).resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", login)
            .method(method, publisher);
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() == 503 && response.headers().firstValue("Retry-After").isEmpty()) {
        tally.problem(method + " " + path + " answers 503 and not when to try again");
      }
      return Answer.of(response);
    } catch (IOException e) {
      return Answer.broken(e.toString());
    }
  }

  /// One that may be asked twice.
  Answer asked(String method, String path, byte[] body, String... headers)
      throws InterruptedException {
    var answer = once(method, path, body, headers);
    for (var attempt = 1; answer.temporary() && attempt < tries(); attempt++) {
      pause(attempt);
      answer = once(method, path, body, headers);
    }
    return answer;
  }

  void pause(int attempt) throws InterruptedException {
    tally.count(Tally.What.RETRIES);
    var pause = patience.pause().multipliedBy(attempt);
    Thread.sleep(pause.compareTo(patience.longest()) < 0 ? pause : patience.longest());
  }
}
