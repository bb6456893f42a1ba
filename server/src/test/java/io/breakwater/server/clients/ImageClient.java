package io.breakwater.server.clients;

import io.breakwater.server.clients.Tally.What;
import io.breakwater.server.installation.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A client with a repository of its own: it knows what has to be there.
public final class ImageClient implements Runnable {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final byte[] NOTHING = {};
  private static final int TAGS = 8;

  /// More than one part of an object of the store.
  private static final int LARGE = 9 << 20;

  private final String repository;
  private final Tally tally;
  private final Random random;
  private final Map<String, byte[]> tags = new TreeMap<>();
  private volatile boolean stopped;
  private @Nullable Connection current;

  public ImageClient(String repository, Tally tally, Random random) {
    this.repository = repository;
    this.tally = tally;
    this.random = random;
  }

  /// Goes on by this connection().
  public void at(Connection connection) {
    current = connection;
    stopped = false;
  }

  private Connection connection() {
    return Objects.requireNonNull(current, "no connection yet");
  }

  /// After the image that it is at.
  public void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        var tag = "t" + random.nextInt(TAGS);
        switch (random.nextInt(6)) {
          case 0 -> delete(tag);
          case 1, 2 -> pull(tag);
          default -> push(tag);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      tally.problem(repository + ": " + e);
    }
  }

  private String manifest(String reference) {
    return "/v2/" + repository + "/manifests/" + reference;
  }

  private void push(String tag) throws InterruptedException {
    var contents = new ArrayList<byte[]>();
    contents.add(Digests.bytes("{\"of\":\"" + random.nextLong() + "\"}"));
    for (var layers = 1 + random.nextInt(3); layers > 0; layers--) {
      contents.add(layer());
    }
    var upload = new Upload(connection(), repository, tally);
    for (var content : contents) {
      if (!upload.push(content, 2 + content.length / (1 + random.nextInt(4)))) {
        return;
      }
    }
    var manifest = Digests.bytes(describe(contents));
    var answer = connection().asked("PUT", manifest(tag), manifest, "Content-Type", TYPE);
    if (answer.status() == 201) {
      tags.put(tag, manifest);
      tally.count(What.PUSHES);
    } else {
      tally.problem("PUT manifest: " + answer);
    }
  }

  /// Some are those of others, who push them at the same time.
  private byte[] layer() {
    var kind = random.nextInt(20);
    var bytes =
        new byte[kind == 0 ? LARGE + random.nextInt(1 << 20) : 2_000 + random.nextInt(300_000)];
    if (kind < 8) {
      var shared = new Random(random.nextInt(40));
      bytes = new byte[2_000 + shared.nextInt(300_000)];
      shared.nextBytes(bytes);
    } else {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  private static String describe(List<byte[]> contents) {
    var layers = new ArrayList<String>();
    for (var layer : contents.subList(1, contents.size())) {
      layers.add(descriptor("application/vnd.oci.image.layer.v1.tar", layer));
    }
    var config = descriptor("application/vnd.oci.image.config.v1+json", contents.getFirst());
    return """
    {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
    """
        .formatted(TYPE, config, String.join(",", layers));
  }

  private static String descriptor(String type, byte[] content) {
    return """
    {"mediaType":"%s","digest":"%s","size":%d}\
    """
        .formatted(type, Digests.of(content), content.length);
  }

  private void delete(String tag) throws InterruptedException {
    var manifest = tags.get(tag);
    if (manifest == null) {
      return;
    }
    var whole = random.nextBoolean();
    var digest = Digests.of(manifest);
    var answer = connection().once("DELETE", manifest(whole ? digest : tag), NOTHING);
    var again = answer.temporary();
    if (again) {
      connection().pause(1);
      answer = connection().asked("DELETE", manifest(whole ? digest : tag), NOTHING);
    }
    // Where it was done and the answer got lost, the second one finds nothing.
    if (answer.status() != 202 && !(again && answer.status() == 404)) {
      tally.problem("DELETE " + tag + ": " + answer);
      return;
    }
    tags.values().removeIf(each -> whole && Digests.of(each).equals(digest));
    tags.remove(tag);
    tally.count(What.DELETES);
  }

  private void pull(String tag) throws InterruptedException {
    var expected = tags.get(tag);
    var answer = connection().asked("GET", manifest(tag), NOTHING, "Accept", TYPE);
    if (expected == null) {
      if (answer.status() != 404) {
        tally.problem(repository + ":" + tag + " was deleted, and is there: " + answer);
      }
      return;
    }
    if (answer.status() != 200 || !Digests.of(answer.body()).equals(Digests.of(expected))) {
      tally.problem(repository + ":" + tag + " is not what was acknowledged: " + answer);
      return;
    }
    for (var digest : Digests.named(new String(expected, StandardCharsets.UTF_8))) {
      var blob = connection().asked("GET", "/v2/" + repository + "/blobs/" + digest, NOTHING);
      if (blob.status() != 200 || !Digests.of(blob.body()).equals(digest)) {
        tally.problem(repository + "@" + digest + " was acknowledged, and is " + blob.status());
        return;
      }
    }
    tally.count(What.PULLS);
  }

  /// Pulls every tag, those that have to be gone too.
  public void verify() throws InterruptedException {
    for (var i = 0; i < TAGS; i++) {
      pull("t" + i);
    }
  }
}
