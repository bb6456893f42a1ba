package io.breakwater.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Variables, build arguments and commands of an image's configuration.
final class VariablesTest {
  private static final String PASSWORD = new Made(1).of(Made.ALNUM, 12);

  private final SecretScanner scanner = new SecretScanner();

  private List<String> variable(String name, String value) {
    return scanner.variable(name, value).stream().map(SecretMatch::kind).toList();
  }

  private List<String> command(String text) {
    return scanner.command(text).stream().map(SecretMatch::kind).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_PASSWORD",
        "MYSQL_ROOT_PASSWORD",
        "PGPASSWORD",
        "REDIS_PASS",
        "JWT_SECRET",
        "API_KEY",
        "STRIPE_API_KEY",
        "dbPassword",
        "spring.datasource.password",
        "NPM_TOKEN",
        "SECRET_KEY_BASE",
        "PRIVATE_KEY",
        "SMTP_PASSWD",
        "ACCESS_KEY",
        "KEYSTORE_PASSPHRASE",
        "GH_PAT",
        "CLIENT_SECRET"
      })
  void namesOfSecrets(String name) {
    assertThat(variable(name, PASSWORD)).containsExactly("secret_variable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "PWD",
        "OLDPWD",
        "GPG_KEY",
        "PYTHON_GET_PIP_SHA256",
        "PASSWORD_FILE",
        "TOKEN_URL",
        "ALLOW_EMPTY_PASSWORD",
        "MYSQL_RANDOM_ROOT_PASSWORD_ENABLED",
        "SECRET_NAME",
        "TOKEN_TTL",
        "COMPASS_HOME",
        "PUBLIC_KEY_TOKEN",
        "KEY_ID",
        "BYPASS_CACHE",
        "PATTERN",
        "KEYBOARD",
        "HOSTNAME",
        "PASSWORD_MIN_LENGTH",
        "AUTHOR",
        "MONKEY"
      })
  void namesOfOtherThings(String name) {
    assertThat(variable(name, PASSWORD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "$OTHER", "${OTHER:-x}", "/run/secrets/db", "changeme", "CHANGE_ME", "<your-key>",
            "xxxxxxxx",
        "********", "true", "no", "none", "your_password_here", "{{ password }}", "%PASSWORD%",
            "@TOKEN@",
        "example-token", "REDACTED", "$(cat /x)", "file:/etc/x"
      })
  void valuesThatWaitForAnother(String value) {
    assertThat(variable("DB_PASSWORD", value)).isEmpty();
    assertThat(command("ENV DB_PASSWORD=" + value)).isEmpty();
  }

  @Test
  void shapesComeBeforeNames() {
    var token = new Made(2).checked("np" + "m_", 36);
    assertThat(variable("NPM_TOKEN", token)).containsExactly("npm_token");
    assertThat(variable("HARMLESS", token)).containsExactly("npm_token");
    assertThat(variable("DATABASE_URL", "postgres://me:" + PASSWORD + "@db/x"))
        .containsExactly("url_password");
    assertThat(variable("DATABASE_URL", "postgres://db/x")).isEmpty();
    assertThat(scanner.variable("NPM_TOKEN", token)).extracting(SecretMatch::line).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          ENV DB_PASSWORD=@                                                     ! secret_variable
          ENV DB_PASSWORD @                                                     ! secret_variable
          /bin/sh -c #(nop)  ENV A=b DB_PASSWORD=@                              ! secret_variable
          ARG NPM_AUTH_TOKEN=@                                                  ! secret_variable
          RUN |1 API_TOKEN=@ /bin/sh -c make # buildkit                         ! secret_variable
          RUN /bin/sh -c export API_SECRET="@" && make                          ! secret_variable
          RUN mysqladmin -u root --password=@ create x                          ! secret_argument
          RUN tool login --user me --password '@'                               ! secret_argument
          RUN tool --api-key @ run                                              ! secret_argument
          RUN docker login -u me -p @ registry                                  ! secret_argument
          RUN sshpass -p @ ssh me@host                                          ! secret_argument
          RUN curl -fsSL -u me:@ https://host/x                                 ! secret_argument
          RUN curl --user me:@ https://host/x                                   ! secret_argument
          RUN curl -H "Authorization: Bearer @" https://host/x                  ! secret_argument
          RUN wget --header="PRIVATE-TOKEN: @" https://host/x                   ! secret_argument
          RUN git clone https://me:@@host/x.git                                 ! url_password
          RUN pip install --index-url https://me:@@host/simple x                ! url_password
          """)
  void commandsWithSecrets(String command, String kind) {
    assertThat(command(command.replaceFirst("@", PASSWORD))).containsExactly(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENV PATH=/usr/local/bin:/usr/bin",
        "ARG NPM_TOKEN",
        "RUN |1 NPM_TOKEN=$NPM_TOKEN /bin/sh -c make",
        "RUN --mount=type=secret,id=npm_token npm ci",
        "RUN docker login -u me --password-stdin registry",
        "RUN mkdir -p /opt/app && cp -p a b",
        "RUN curl -u \"$USER:$PASSWORD\" https://host/x",
        "RUN curl -H \"Authorization: Bearer $TOKEN\" https://host/x",
        "RUN curl -H 'Accept: text/html' https://host/x",
        "RUN useradd -u 1000 app",
        "RUN adduser --disabled-password --gecos '' app",
        "RUN set -eux; savedAptMark=\"$(apt-mark showmanual)\"; apt-get update",
        "CMD [\"nginx\" \"-g\" \"daemon off;\"]",
        "ENV GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568",
        "COPY --chown=1000:1000 token.txt /x"
      })
  void commandsWithout(String command) {
    assertThat(command(command)).isEmpty();
  }
}
