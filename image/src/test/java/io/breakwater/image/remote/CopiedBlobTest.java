package io.breakwater.image.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Blobs on their way from one repository to another.
class CopiedBlobTest {
  private final FakeRegistry source = FakeRegistry.start();
  private final FakeRegistry target = FakeRegistry.start();
  private final RegistryOptions options =
      RegistryOptions.of(Map.of()).withBackOff(Duration.ofMillis(2));
  private final Built image = image();
  private final Descriptor layer =
      Descriptor.of("", Digest.parse(layer(image).digest()), layer(image).size());

  @AfterEach
  void stop() {
    source.close();
    target.close();
  }

  private static Built image() {
    var noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    return new ImageBuilder().layer(new LayerBuilder().file("noise", noise)).build();
  }

  private static Blob layer(Built image) {
    return image.blobs().stream().filter(blob -> blob.size() > 200_000).findFirst().orElseThrow();
  }

  private RegistryClient client(FakeRegistry registry, String repository, boolean writes)
      throws ImageException {
    return RegistryClient.open(
        registry.host(), repository, writes, new Credentials.Anonymous(), options);
  }

  private CopiedBlob copy(FakeRegistry to, String repository) throws ImageException {
    try (var from = client(source, "team/app", false);
        var into = client(to, repository, true)) {
      return into.copyBlob(layer, from);
    }
  }

  @Test
  void aBlobIsSentOnceAndThenThere() throws Exception {
    source.add("team/app", "1", image);
    assertThat(copy(target, "team/copy")).isEqualTo(CopiedBlob.COPIED);
    assertThat(target.blob("team/copy", layer.digest().toString())).hasValue(layer(image).bytes());
    assertThat(copy(target, "team/copy")).isEqualTo(CopiedBlob.THERE);
  }

  @Test
  void withinARegistryTheBlobIsMounted() throws Exception {
    source.add("team/app", "1", image);
    assertThat(copy(source, "team/copy")).isEqualTo(CopiedBlob.MOUNTED);
    assertThat(source.blob("team/copy", layer.digest().toString())).isPresent();
    assertThat(source.requests()).noneMatch(request -> request.method().equals("PUT"));
  }

  @Test
  void aSourceThatBreaksOffIsGoneOnWith() throws Exception {
    source.add("team/app", "1", image).cutBlobs(2, 100_000);
    assertThat(copy(target, "team/copy")).isEqualTo(CopiedBlob.COPIED);
    assertThat(target.blob("team/copy", layer.digest().toString())).hasValue(layer(image).bytes());
  }

  @Test
  void wrongBytesAreNotKept() throws Exception {
    source.add("team/app", "1", image).wrongBytes(layer.digest().toString());
    assertThatThrownBy(() -> copy(target, "team/copy"))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("copying blob " + target.host() + "/team/copy@sha256:");
    assertThat(target.blob("team/copy", layer.digest().toString())).isEmpty();
  }

  @Test
  void whatIsGivenOpensTheOneRegistryAndNotTheOther() throws Exception {
    source.add("team/app", "1", image);
    target.auth(new Auth.Basic("u", "p"));
    assertThatThrownBy(() -> copy(target, "team/copy"))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.code()).isEqualTo("registry-unauthorized"));
    try (var from = client(source, "team/app", false);
        var into =
            RegistryClient.open(
                target.host(), "team/copy", true, new Credentials.Password("u", "p"), options)) {
      assertThat(into.copyBlob(layer, from)).isEqualTo(CopiedBlob.COPIED);
    }
  }
}
