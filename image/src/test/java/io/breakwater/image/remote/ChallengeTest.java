package io.breakwater.image.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// `WWW-Authenticate` as registries really write it.
class ChallengeTest {
  @Test
  void aBearerChallengeGivesRealmServiceAndScope() {
    var header =
        "Bearer realm=\"https://auth.example/token\",service=\"registry.example\","
            + "scope=\"repository:a/b:pull,push\"";
    assertThat(Challenge.parse(header))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.example/token",
                    "service", "registry.example",
                    "scope", "repository:a/b:pull,push")));
  }

  @Test
  void severalChallengesInOneHeaderAreKeptApart() {
    var found = Challenge.parse("Basic realm=\"a, b\", Bearer realm=\"r\" , error=x");
    assertThat(found).extracting(Challenge::scheme).containsExactly("basic", "bearer");
    assertThat(found.getFirst().parameter("realm")).isEqualTo("a, b");
    assertThat(found.getLast().parameters()).isEqualTo(Map.of("realm", "r", "error", "x"));
  }

  @Test
  void caseBlanksTokensAndEscapesAreRead() {
    var found = Challenge.parse("  BEARER  Realm = \"a\\\"b\\\\c\" ,\tSERVICE=plain  ");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().parameters())
        .isEqualTo(Map.of("realm", "a\"b\\c", "service", "plain"));
    assertThat(found.getFirst().parameter("scope")).isEmpty();
  }

  @Test
  void aSchemeWithoutParametersIsAChallenge() {
    assertThat(Challenge.parse("Negotiate, Basic realm=x"))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "basic");
  }

  @Test
  void brokenHeadersEndTheListAndNothingElse() {
    assertThat(Challenge.parse("")).isEmpty();
    assertThat(Challenge.parse(" ,, ")).isEmpty();
    assertThat(Challenge.parse("=")).isEmpty();
    assertThat(Challenge.parse("\"text\"")).isEmpty();
    assertThat(Challenge.parse("Bearer realm=\"open").getFirst().parameter("realm"))
        .isEqualTo("open");
    assertThat(Challenge.parse("Bearer realm=\"end\\").getFirst().parameter("realm"))
        .startsWith("end");
    assertThat(Challenge.parse("a=,".repeat(100_000)).size()).isLessThan(100);
  }
}
