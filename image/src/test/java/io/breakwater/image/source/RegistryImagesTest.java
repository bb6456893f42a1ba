package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulling from a registry that behaves and misbehaves.
class RegistryImagesTest {
  @TempDir Path temporary;

  private final FakeRegistry registry = FakeRegistry.start();

  @AfterEach
  void stop() {
    registry.close();
  }

  private RegistryOptions options() {
    return RegistryOptions.of(Map.of("HOME", temporary.toString()))
        .withBackOff(Duration.ofMillis(2));
  }

  private static ImageBuilder image() {
    var noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    return new ImageBuilder().layer(new LayerBuilder().file("noise", noise).file("b", "c"));
  }

  private int pull(RegistryOptions options) throws Exception {
    return pull(registry.host() + "/team/app:1", options);
  }

  private int pull(String reference, RegistryOptions options) throws Exception {
    var source = SourceOptions.of(temporary).withRegistry(options);
    try (var opened = ImageSource.open(ImageLocation.parse(reference), source)) {
      return RealImagesTest.readAll(opened.images().getFirst());
    }
  }

  private void logIn() throws Exception {
    var auth = Base64.getEncoder().encodeToString("u:p:w".getBytes(StandardCharsets.UTF_8));
    config("{\"auth\":\"" + auth + "\"}");
  }

  private void config(String entry) throws Exception {
    Files.createDirectories(temporary.resolve(".docker"));
    Files.writeString(
        temporary.resolve(".docker/config.json"),
        "{\"auths\":{\"" + registry.host() + "\":" + entry + "}}");
  }

  @Test
  void anOpenRegistryIsRead() throws Exception {
    registry.add("team/app", "1", image().build());
    assertThat(pull(options())).isEqualTo(2);
    assertThat(pull("docker://" + registry.host() + "/team/app:1", options())).isEqualTo(2);
  }

  @Test
  void tokensAreFetchedWithTheConfiguredPassword() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.Bearer("u", "p:w"));
    logIn();
    assertThat(pull(options())).isEqualTo(2);
  }

  @Test
  void anonymousTokensAndBasicWork() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.AnonymousBearer());
    registry.tokenField("access_token");
    assertThat(pull(options())).isEqualTo(2);
    registry.auth(new Auth.Basic("u", "p:w"));
    logIn();
    assertThat(pull(options())).isEqualTo(2);
  }

  @Test
  void rejectedCredentialsDoNotStandBeforeAPublicImage() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.AnonymousBearer());
    logIn();
    assertThat(pull(options())).isEqualTo(2);
    config("{\"identitytoken\":\"expired\"}");
    assertThat(pull(options())).isEqualTo(2);
    config("{\"registrytoken\":\"expired\"}");
    assertThat(pull(options())).isEqualTo(2);
  }

  @Test
  void rejectedCredentialsForAPrivateImageAreNamedAsTheReason() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.Bearer("other", "x"));
    logIn();
    refusedCredentials();
    registry.auth(new Auth.Basic("other", "x"));
    refusedCredentials();
  }

  private void refusedCredentials() {
    assertThatThrownBy(() -> pull(options()))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.code()).isEqualTo("registry-unauthorized");
              assertThat(e.why()).contains("refuses the stored credentials");
              assertThat(e.next()).contains("docker login");
            });
  }

  @Test
  void aProxyThatIsNoneIsSaid() {
    var environment = Map.of("HTTPS_PROXY", "socks5://p.example:1");
    code(() -> pull("r.example/a:1", RegistryOptions.of(environment)), "proxy-malformed");
  }

  @Test
  void anExpiredTokenIsRenewed() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.AnonymousBearer());
    var source = SourceOptions.of(temporary).withRegistry(options());
    var location = ImageLocation.parse(registry.host() + "/team/app:1");
    try (var opened = ImageSource.open(location, source)) {
      registry.expireTokens();
      assertThat(RealImagesTest.readAll(opened.images().getFirst())).isEqualTo(2);
    }
  }

  @Test
  void aHelperThatIsAbsentIsNotedAndALogInAdvised() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.Bearer("u", "p"));
    Files.createDirectories(temporary.resolve(".docker"));
    Files.writeString(
        temporary.resolve(".docker/config.json"),
        "{\"credHelpers\":{\"" + registry.host() + "\":\"no-such-helper\"}}");
    assertThatThrownBy(() -> pull(options()))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.code()).isEqualTo("registry-unauthorized");
              assertThat(e.next()).contains("docker login");
              assertThat(e.why()).contains("docker-credential-no-such-helper");
            });
  }

  @Test
  void refusalsAndAbsenceHaveTheirCodes() throws Exception {
    registry.add("team/app", "1", image().build());
    code(() -> pull(registry.host() + "/team/app:2", options()), "registry-not-found");
    code(() -> pull("UPPER/case", options()), "registry-unreachable", "reference-malformed");
    registry.auth(new Auth.Basic("u", "p"));
    code(() -> pull(options()), "registry-unauthorized");
  }

  @Test
  void busyAndBrokenRegistriesAreAskedAgain() throws Exception {
    registry.add("team/app", "1", image().build()).failFirst(3, 503, "");
    assertThat(pull(options())).isEqualTo(2);
    registry.failFirst(50, 429, "600");
    code(() -> pull(options()), "registry-rate-limited");
  }

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() throws Exception {
    registry.add("team/app", "1", image().build());
    var source = SourceOptions.of(temporary).withRegistry(options());
    var location = ImageLocation.parse(registry.host() + "/team/app:1");
    try (var opened = ImageSource.open(location, source)) {
      registry.cutBlobs(2, 100_000);
      assertThat(RealImagesTest.readAll(opened.images().getFirst())).isEqualTo(2);
    }
    assertThat(registry.requests()).anyMatch(request -> request.range() != null);
  }

  @Test
  void redirectsDropTheCredentials() throws Exception {
    registry.add("team/app", "1", image().build()).auth(new Auth.Bearer("u", "p:w"));
    registry.redirectBlobs();
    logIn();
    assertThat(pull(options())).isEqualTo(2);
    assertThat(registry.requests())
        .filteredOn(request -> request.storage())
        .isNotEmpty()
        .allMatch(request -> request.authorization() == null);
  }

  @Test
  void changedBytesAreNoticed() throws Exception {
    var built = image().build();
    registry.add("team/app", "1", built);
    var layer = built.blobs().get(1).digest();
    registry.wrongBytes(layer);
    assertThatThrownBy(() -> pull(options())).isInstanceOf(ImageException.class);
  }

  @Test
  void mirrorsComeFirstAndTheRegistryLast() throws Exception {
    registry.add("team/app", "1", image().build());
    try (var mirror = FakeRegistry.start()) {
      mirror.add("team/app", "1", image().build());
      var options = options().withMirror(registry.host() + "=http://" + mirror.host());
      assertThat(pull(options)).isEqualTo(2);
      assertThat(registry.requests()).isEmpty();
    }
    var gone = options().withMirror(registry.host() + "=http://127.0.0.1:" + freePort());
    assertThat(pull(gone)).isEqualTo(2);
  }

  @Test
  void nobodyThereIsUnreachable() {
    code(() -> pull("127.0.0.1:" + freePort() + "/a:1", options()), "registry-unreachable");
  }

  @Test
  void anArtifactComesBackFromARegistryAndFromALayout() throws Exception {
    var type = "application/vnd.example.thing.v1+zstd";
    var file = Files.write(temporary.resolve("thing"), new byte[200_000]);
    registry.auth(new Auth.Bearer("u", "p:w"));
    logIn();
    var options = SourceOptions.of(temporary).withRegistry(options());
    for (var text : new String[] {registry.host() + "/team/feeds:1", "oci:" + temporary + "/l:1"}) {
      var place = ImageLocation.parse(text);
      var pushed = OciArtifacts.push(place, type, file, options);
      var back = temporary.resolve("back");
      assertThat(OciArtifacts.pull(place, type, back, 1 << 20, options)).isEqualTo(pushed);
      assertThat(back).hasSameBinaryContentAs(file);
      code(() -> OciArtifacts.pull(place, type, back, 1000, options), "blob-too-large");
    }
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void layersAreNotTouchedBeforeTheyAreOpened() throws Exception {
    registry.add("team/app", "1", image().build());
    var source = SourceOptions.of(temporary).withRegistry(options());
    var location = ImageLocation.parse(registry.host() + "/team/app:1");
    try (var opened = ImageSource.open(location, source)) {
      var layer = opened.images().getFirst().layers().getFirst();
      var blob = layer.digest().orElseThrow().toString();
      assertThat(registry.requests()).noneMatch(request -> request.target().contains(blob));
      layer.open(LayerLimits.DEFAULT).close();
      assertThat(registry.requests()).anyMatch(request -> request.target().contains(blob));
    }
  }

  private static void code(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... codes) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isIn((Object[]) codes));
  }
}
