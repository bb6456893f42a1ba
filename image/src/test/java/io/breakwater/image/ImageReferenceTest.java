package io.breakwater.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names as Docker's `ParseNormalizedNamed` and `TagNameOnly` read them.
class ImageReferenceTest {
  private static final String SHA = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "alpine, docker.io/library/alpine:latest",
    "alpine:3.20, docker.io/library/alpine:3.20",
    "team/app, docker.io/team/app:latest",
    "team/app/part:1, docker.io/team/app/part:1",
    "library/alpine, docker.io/library/alpine:latest",
    "docker.io/alpine, docker.io/library/alpine:latest",
    "docker.io/library/alpine, docker.io/library/alpine:latest",
    "index.docker.io/alpine, docker.io/library/alpine:latest",
    "index.docker.io/team/app:2, docker.io/team/app:2",
    "localhost, docker.io/library/localhost:latest",
    "localhost/app, localhost/app:latest",
    "localhost:5000/app, localhost:5000/app:latest",
    "app:5000, docker.io/library/app:5000",
    "app:5000/part, app:5000/part:latest",
    "ghcr.io/team/app:v1.2-rc.1_x, ghcr.io/team/app:v1.2-rc.1_x",
    "registry.example:443/a/b/c/d:T, registry.example:443/a/b/c/d:T",
    "127.0.0.1:5000/a, 127.0.0.1:5000/a:latest",
    "[::1]:5000/a, [::1]:5000/a:latest",
    "[2001:db8::1]/a:1, [2001:db8::1]/a:1",
    "Host/app, Host/app:latest",
    "a.b/c, a.b/c:latest",
    "my-team/my__app.name--x, docker.io/my-team/my__app.name--x:latest",
    "0/1, docker.io/0/1:latest"
  })
  void namesAreNormalisedAsDockerDoes(String typed, String normal) {
    var reference = ImageReference.parse(typed);
    assertThat(reference).hasToString(normal);
    assertThat(ImageReference.parse(normal)).isEqualTo(reference);
  }

  @Test
  void aDigestDecidesAndLeavesTheTagARemark() {
    var pinned = ImageReference.parse("alpine@" + SHA);
    assertThat(pinned.tag()).isEmpty();
    assertThat(pinned.version()).isEqualTo(SHA);
    assertThat(pinned).hasToString("docker.io/library/alpine@" + SHA);
    var both = ImageReference.parse("localhost:5000/a/b:1.0@" + SHA);
    assertThat(both.tag()).isEqualTo(Optional.of("1.0"));
    assertThat(both.version()).isEqualTo(SHA);
    assertThat(both).hasToString("localhost:5000/a/b:1.0@" + SHA);
    assertThat(ImageReference.parse("alpine:3.20").version()).isEqualTo("3.20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Alpine",
        "team/App",
        "docker.io/Team/app",
        "alpine:",
        ":tag",
        "alpine:-tag",
        "alpine:.tag",
        "alpine:a b",
        "alpine:ä",
        "alpine@",
        "alpine@sha256:abc",
        "alpine@md5:d41d8cd98f00b204e9800998ecf8427e",
        "/alpine",
        "alpine/",
        "a//b",
        "a..b",
        "-a",
        "a-",
        "a___b",
        "a._b",
        "host.example/",
        "host.example:port/a",
        "host.example:123456/a",
        "-host.example/a",
        "user@host.example/a",
        "http://host.example/a",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void whatDockerRefusesIsRefused(String typed) {
    assertThatThrownBy(() -> ImageReference.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{8,}");
  }

  @Test
  void upperCaseIsNamedAsTheReason() {
    assertThatThrownBy(() -> ImageReference.parse("team/App"))
        .hasMessageContaining("lower case")
        .hasMessageContaining("team/App");
  }

  @Test
  void lengthsEndWhereDockersEnd() {
    var longest = "a".repeat(255);
    assertThat(ImageReference.parse("ghcr.io/" + longest).repository()).isEqualTo(longest);
    assertThatThrownBy(() -> ImageReference.parse("ghcr.io/a" + longest))
        .hasMessageContaining("255 characters");
    // "library/" counts.
    assertThat(ImageReference.parse("a".repeat(247)).repository()).hasSize(255);
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(248)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ImageReference.parse("a:" + "t".repeat(128)).version()).hasSize(128);
    assertThatThrownBy(() -> ImageReference.parse("a:" + "t".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/", "a.", "a-", "a", "a:", "1.", "[", "@", "a__"})
  void aMegabyteOfTextIsRefusedInTimeAndWithAShortMessage(String part) {
    var text = part.repeat(1_000_000 / part.length());
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageReference.parse("h.example/" + text + "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.toString().length()).isLessThan(400));
  }
}
