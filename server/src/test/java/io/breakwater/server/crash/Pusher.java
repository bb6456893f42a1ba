package io.breakwater.server.crash;

import io.breakwater.server.installation.Digests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One client with a repository of its own, which knows what the server has acknowledged.
final class Pusher implements Runnable {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

  private final String repository;
  private final HttpClient client;
  private final String login;
  private final Random random;

  /// What each tag may name now: one digest, or several where an answer did not come; null for
  /// none.
  private final Map<String, Set<@Nullable String>> tags = new HashMap<>();

  private final List<String> broken = new ArrayList<>();
  private volatile URI server = URI.create("http://127.0.0.1");
  private volatile int acknowledged;

  Pusher(String repository, HttpClient client, String login, Random random) {
    this.repository = repository;
    this.client = client;
    this.login = login;
    this.random = random;
  }

  void server(URI address) {
    server = address;
  }

  /// Only this client's thread counts.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void done() {
    acknowledged++;
  }

  int acknowledged() {
    return acknowledged;
  }

  List<String> broken() {
    return broken;
  }

  /// Pushes and deletes until the server is gone.
  @Override
  public void run() {
    try {
      while (true) {
        var tag = "t" + random.nextInt(6);
        switch (random.nextInt(5)) {
          case 0 -> delete(tag);
          case 1 -> unfinished();
          default -> push(tag);
        }
      }
    } catch (IOException e) {
      // It was killed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      broken.add(repository + ": " + e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve("/v2/" + repository + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", login);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /// Some layers are those of others, so that they are stored already, or are being collected.
  private byte[] layer() {
    var shared = random.nextBoolean();
    var bytes = new byte[1 + (shared ? 4_096 : random.nextInt(200_000))];
    (shared ? new Random(random.nextInt(20)) : random).nextBytes(bytes);
    return bytes;
  }

  private void push(String tag) throws Exception {
    var config = Digests.bytes("{\"of\":\"" + random.nextInt() + "\"}");
    var layer = layer();
    for (var attempt = 0; attempt < 3; attempt++) {
      if (!pushed(config) || !pushed(layer)) {
        continue;
      }
      var manifest =
          Digests.bytes(
              """
              {"schemaVersion":2,"mediaType":"%s",
               "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
               "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
              """
                  .formatted(
                      TYPE, Digests.of(config), config.length, Digests.of(layer), layer.length));
      var before = maybe(tag, Digests.of(manifest));
      var answer =
          send(
              request("/manifests/" + tag)
                  .header("Content-Type", TYPE)
                  .PUT(BodyPublishers.ofByteArray(manifest)));
      if (answer.statusCode() == 201) {
        surely(tag, Digests.of(manifest));
        return;
      }
      tags.put(tag, before);
      // What was there a moment ago may have been collected: clients push it again.
      if (answer.statusCode() != 404) {
        throw failure("PUT manifest", answer);
      }
    }
  }

  /// Pushes as clients do: not again what is there.
  private boolean pushed(byte[] content) throws Exception {
    var digest = Digests.of(content);
    var head =
        send(request("/blobs/" + digest).method("HEAD", BodyPublishers.noBody())).statusCode();
    if (head == 200) {
      return true;
    }
    if (random.nextBoolean()) {
      var answer =
          send(
              request("/blobs/uploads/?digest=" + digest)
                  .POST(BodyPublishers.ofByteArray(content)));
      return answer.statusCode() == 201 || temporary(answer, "POST blob");
    }
    var begun = send(request("/blobs/uploads/").POST(BodyPublishers.noBody()));
    if (begun.statusCode() != 202) {
      return temporary(begun, "POST upload");
    }
    var location = server.resolve(begun.headers().firstValue("Location").orElseThrow());
    var upload = HttpRequest.newBuilder(location).header("Authorization", login);
    var part =
        send(upload.copy().method("PATCH", BodyPublishers.ofByteArray(content, 0, content.length)));
    if (part.statusCode() != 202) {
      return temporary(part, "PATCH");
    }
    var end =
        HttpRequest.newBuilder(URI.create(location + "?digest=" + digest))
            .header("Authorization", login)
            .PUT(BodyPublishers.noBody());
    var answer = send(end);
    return answer.statusCode() == 201 || temporary(answer, "PUT blob");
  }

  private void unfinished() throws Exception {
    var begun = send(request("/blobs/uploads/").POST(BodyPublishers.noBody()));
    if (begun.statusCode() == 202) {
      var location = server.resolve(begun.headers().firstValue("Location").orElseThrow());
      var _ =
          send(
              HttpRequest.newBuilder(location)
                  .header("Authorization", login)
                  .method("PATCH", BodyPublishers.ofByteArray(layer())));
    }
  }

  private void delete(String tag) throws Exception {
    var known = tags.getOrDefault(tag, none());
    if (known.size() != 1 || known.contains(null)) {
      return;
    }
    var digest = String.valueOf(known.iterator().next());
    if (random.nextBoolean()) {
      maybe(tag, null);
      var answer = send(request("/manifests/" + tag).DELETE());
      expect(answer, 202, "DELETE tag");
      surely(tag, null);
      return;
    }
    // All tags that name it go with it.
    var naming = tags.entrySet().stream().filter(e -> e.getValue().contains(digest)).toList();
    naming.forEach(entry -> maybe(entry.getKey(), null));
    var answer = send(request("/manifests/" + digest).DELETE());
    expect(answer, 202, "DELETE manifest");
    for (var entry : naming) {
      var left = new HashSet<>(tags.getOrDefault(entry.getKey(), none()));
      left.remove(digest);
      tags.put(entry.getKey(), left);
    }
    done();
  }

  private static Set<@Nullable String> none() {
    var none = new HashSet<@Nullable String>();
    none.add(null);
    return none;
  }

  private Set<@Nullable String> maybe(String tag, @Nullable String digest) {
    var before = tags.getOrDefault(tag, none());
    var now = new HashSet<>(before);
    now.add(digest);
    tags.put(tag, now);
    return before;
  }

  private void surely(String tag, @Nullable String digest) {
    var now = new HashSet<@Nullable String>();
    now.add(digest);
    tags.put(tag, now);
    done();
  }

  private boolean temporary(HttpResponse<byte[]> answer, String what) {
    if (answer.statusCode() == 429 || answer.statusCode() == 503 || answer.statusCode() == 404) {
      return false;
    }
    throw failure(what, answer);
  }

  private void expect(HttpResponse<byte[]> answer, int status, String what) {
    if (answer.statusCode() != status) {
      throw failure(what, answer);
    }
  }

  private IllegalStateException failure(String what, HttpResponse<byte[]> answer) {
    return new IllegalStateException(
        what + " " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
  }

  /// Compares what the server has with what it acknowledged.
  void verify() throws Exception {
    for (var entry : List.copyOf(tags.entrySet())) {
      var answer = send(request("/manifests/" + entry.getKey()).header("Accept", TYPE).GET());
      var found = answer.statusCode() == 200 ? Digests.of(answer.body()) : null;
      if (!entry.getValue().contains(found)) {
        broken.add(
            repository + ":" + entry.getKey() + " is " + found + ", was " + entry.getValue());
      }
      if (found != null) {
        for (var digest : Digests.named(new String(answer.body(), StandardCharsets.UTF_8))) {
          var blob = send(request("/blobs/" + digest).GET());
          if (blob.statusCode() != 200 || !Digests.of(blob.body()).equals(digest)) {
            broken.add(repository + "@" + digest + " answers " + blob.statusCode());
          }
        }
      }
      var now = new HashSet<@Nullable String>();
      now.add(found);
      tags.put(entry.getKey(), now);
    }
  }
}
