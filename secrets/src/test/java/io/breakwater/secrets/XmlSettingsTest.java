package io.breakwater.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class XmlSettingsTest {
  private static final String MADE = new Made(1).of(Made.ALNUM, 16);

  private final SecretScanner scanner = new SecretScanner();

  private List<Integer> lines(String text) {
    return scanner.scan("etc/maven/settings.xml", Made.utf8(text)).stream()
        .map(SecretMatch::line)
        .toList();
  }

  @Test
  void whatMavenShipsAsExamplesIsNone() {
    assertThat(
            lines(
                """
                <settings>
                  <proxies>
                    <!-- proxy
                     | Specification for one proxy.
                     |
                    <proxy>
                      <username>proxyuser</username>
                      <password>proxypass</password>
                    </proxy>
                    -->
                  </proxies>
                  <servers>
                    <!-- server
                     | privateKey/passphrase or a password
                    <server><password>repopwd</password></server>
                    -->
                    <!-- Another sample, using keys to authenticate.
                      <passphrase>optional; leave empty if not used.</passphrase>
                    -->
                  </servers>
                </settings>
                """))
        .isEmpty();
  }

  @Test
  void aLoginThatIsCommentedOutIsALogin() {
    assertThat(lines("<!--\n<password>" + MADE + "</password>\n-->")).containsExactly(2);
    assertThat(lines("<!-- <password>" + MADE + "</password> -->")).containsExactly(1);
    assertThat(lines("<!--\n\n<passphrase>" + MADE + "</passphrase>")).containsExactly(3);
  }

  @Test
  void whatIsInForceCountsHoweverSimple() {
    assertThat(lines("<password>repopwd</password>")).containsExactly(1);
    assertThat(lines("<!-- a -->\n<!-- b\n-->\n<password>repopwd</password>")).containsExactly(4);
    assertThat(lines("<!-- a --><password>repopwd</password><!-- b -->")).containsExactly(1);
    assertThat(lines("<passphrase>four words of mine</passphrase>")).containsExactly(1);
  }

  @Test
  void everyPasswordOfALineIsLookedAt() {
    assertThat(lines("<password>${a}</password><password>repopwd</password>")).containsExactly(1);
    assertThat(lines("<password></password><!-- <password>repopwd</password> -->")).isEmpty();
    assertThat(lines("<password>repopwd")).isEmpty();
  }

  @Test
  void ofNuGetTheValueOfThePasswordCounts() {
    var name = "<add key=\"Username\" value=\"somebody\" />";
    var password = "<add key=\"ClearTextPassword\" value=\"%s\" />";
    assertThat(lines(password.formatted("%TOKEN%") + name)).isEmpty();
    assertThat(lines(name + password.formatted("letmein"))).containsExactly(1);
    assertThat(lines("<!--" + password.formatted("letmein") + "-->")).isEmpty();
    assertThat(lines("<!--" + password.formatted(MADE) + "-->")).containsExactly(1);
  }

  @Test
  void packagesNamedLikeSecretsAreNone() {
    for (var path : List.of("app/package.json", "app/Pipfile")) {
      assertThat(scanner.scan(path, Made.utf8("\"token\": \"^1.0.0\",\n\"password\": \"~2.1\"")))
          .isEmpty();
    }
    assertThat(scanner.scan("app/requirements-dev.txt", Made.utf8("password==1.2\ntoken==0.3\n")))
        .isEmpty();
  }
}
