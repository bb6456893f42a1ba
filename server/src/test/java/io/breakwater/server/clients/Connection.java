package io.breakwater.server.replicas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// How a client asks: each request at the next address, and again, with growing pauses, where
/// there was no answer that means something. Docker tries five times.
final class Connection {
  static final int TRIES = 6;

  private final List<URI> addresses;
  private final HttpClient client;
  private final String login;
  private final Tally tally;
  private int next;

  Connection(List<URI> addresses, HttpClient client, String login, Tally tally) {
    this.addresses = addresses;
    this.client = client;
    this.login = login;
    this.tally = tally;
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
      return Answer.of(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return Answer.broken(e.toString());
    }
  }

  /// One that may be asked twice.
  Answer asked(String method, String path, byte[] body, String... headers)
      throws InterruptedException {
    var answer = once(method, path, body, headers);
    for (var attempt = 1; answer.temporary() && attempt < TRIES; attempt++) {
      pause(attempt);
      answer = once(method, path, body, headers);
    }
    return answer;
  }

  void pause(int attempt) throws InterruptedException {
    tally.count(Tally.What.RETRIES);
    Thread.sleep(Duration.ofSeconds(attempt));
  }
}
