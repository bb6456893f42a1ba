package io.breakwater.registry.mirror;

import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.ImageException;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
  private static Mirror of(String upstream) {
    return Mirror.of(upstream, Optional.empty(), Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io,         dockerhub/library/debian, library/debian",
    "docker.io,         dockerhub/debian,         library/debian",
    "docker.io/bitnami, bitnami/nginx,            bitnami/nginx",
    "docker.io/library, official/debian,          library/debian",
    "quay.io,           quay/team/app,            team/app",
    "quay.io/team/sub,  team/app/tool,            team/sub/app/tool",
    "registry.k8s.io,   k8s/pause,                pause",
    "127.0.0.1:5000,    local/a/b,                a/b",
  })
  void aRepositoryHereIsOneThere(String upstream, String here, String there)
      throws RegistryException {
    assertThat(of(upstream).upstream(name(here))).isEqualTo(there);
  }

  @Test
  void aNameThatIsTooLongThereIsRefused() {
    var mirror = of("quay.io/" + "p".repeat(200));
    refused(ErrorCode.NAME_INVALID, () -> mirror.upstream(name("q/" + "a".repeat(100))));
  }

  @Test
  void whatIsKeptIsReadAgain() throws ImageException {
    var mirror = Mirror.of("docker.io/library", Optional.of("hub"), Duration.ofSeconds(90));
    assertThat(Mirror.parse(mirror.json())).isEqualTo(mirror);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://docker.io",
        "docker.io/../x",
        "a b",
        "docker.io//x",
        "docker.io/UPPER",
        "user@docker.io",
        "docker.io:port"
      })
  void whatNamesNoUpstreamIsRefused(String upstream) {
    assertThatThrownBy(() -> of(upstream)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsThatAreDamagedAreRefused() {
    assertThatThrownBy(() -> Mirror.parse("{\"host\":\"..\"}"))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.code()).isEqualTo("mirror-malformed"));
    assertThatThrownBy(() -> Mirror.parse("{")).isInstanceOf(ImageException.class);
  }
}
