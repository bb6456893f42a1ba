package io.breakwater.api;

import static io.breakwater.api.Content.DOCKER;
import static io.breakwater.api.Content.DOCKER_LIST;
import static io.breakwater.api.Content.INDEX;
import static io.breakwater.api.Content.MANIFEST;
import static io.breakwater.api.Content.bytes;
import static io.breakwater.api.Content.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One image, from the first request to the last.
class PushAndPullTest {
  @TempDir Path folder;
  private TestServer server;
  private Client wren;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(folder);
    wren = server.as("wren");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void imageComesBackAsItWasPushed() {
    var manifest = Content.image(wren, "birds/robin", "layer");
    var pushed = wren.put("/v2/birds/robin/manifests/1", manifest, "Content-Type", MANIFEST);

    assertThat(pushed.status()).as(pushed.text()).isEqualTo(201);
    var digest = sha256(manifest).toString();
    assertThat(pushed.header("Location")).isEqualTo("/v2/birds/robin/manifests/" + digest);
    assertThat(pushed.header("Docker-Content-Digest")).isEqualTo(digest);
    assertThat(pushed.header("Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
    var robin = server.as("robin");
    for (var reference : new String[] {"1", digest}) {
      var pulled = robin.get("/v2/birds/robin/manifests/" + reference);
      assertThat(pulled.status()).isEqualTo(200);
      assertThat(pulled.bytes()).isEqualTo(manifest);
      assertThat(pulled.header("Content-Type")).isEqualTo(MANIFEST);
      assertThat(pulled.header("Docker-Content-Digest")).isEqualTo(digest);
      var head = robin.head("/v2/birds/robin/manifests/" + reference);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(manifest.length));
      assertThat(head.bytes()).isEmpty();
    }
    var layer = robin.get("/v2/birds/robin/blobs/" + sha256(bytes("layer")));
    assertThat(layer.text()).isEqualTo("layer");
    var head = robin.head("/v2/birds/robin/blobs/" + sha256(bytes("layer")));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("5");
    assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(robin.get("/v2/birds/robin/tags/list").text())
        .isEqualTo("{\"name\":\"birds/robin\",\"tags\":[\"1\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {INDEX, DOCKER_LIST})
  void anIndexIsAnsweredWhateverIsAccepted(String type) {
    var child = type.equals(INDEX) ? MANIFEST : DOCKER;
    var image = Content.image(wren, "birds/robin", "layer");
    if (type.equals(DOCKER_LIST)) {
      image = new String(image, UTF_8).replace(MANIFEST, DOCKER).getBytes(UTF_8);
    }
    var digest = Content.push(wren, "birds/robin", sha256(image).toString(), child, image);
    var index = Content.index(type, List.of(Content.descriptor(child, digest, image.length)), "");
    var pushed = Content.push(wren, "birds/robin", "1", type, index);
    for (var accept : new String[] {MANIFEST, DOCKER, "application/json", type}) {
      var path = "/v2/birds/robin/manifests/1";
      var answer = server.as("robin").get(path, "Accept", accept);
      assertThat(answer.bytes()).as(accept).isEqualTo(index);
      assertThat(answer.header("Content-Type")).isEqualTo(type);
      assertThat(answer.header("Docker-Content-Digest")).isEqualTo(pushed.toString());
      assertThat(server.as("robin").head(path, "Accept", accept).header("Docker-Content-Digest"))
          .isEqualTo(pushed.toString());
    }
  }
}
