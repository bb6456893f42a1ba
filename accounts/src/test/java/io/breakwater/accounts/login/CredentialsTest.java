package io.breakwater.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.login.Credentials.ByKey;
import io.breakwater.accounts.login.Credentials.ByPassword;
import io.breakwater.accounts.login.Credentials.Impossible;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private final String key = ApiKey.generate(new SecureRandom()).reveal();

  @Test
  void aKeyIsToldFromAPassword() {
    assertThat(Credentials.basic("iamapikey", key))
        .isInstanceOfSatisfying(
            ByKey.class, given -> assertThat(given.name()).isEqualTo(Optional.empty()));
    assertThat(Credentials.basic("robin", key))
        .isInstanceOfSatisfying(ByKey.class, given -> assertThat(given.name()).contains("robin"));
    assertThat(Credentials.key(key)).isInstanceOf(ByKey.class);
    assertThat(Credentials.basic("robin", "hunter2")).isInstanceOf(ByPassword.class);
    assertThat(Credentials.basic("robin", "")).isInstanceOf(ByPassword.class);
  }

  @Test
  void whatCannotBeRightIsToldWithoutRepeatingIt() {
    assertThat(Credentials.basic("iamapikey", "hunter2"))
        .isInstanceOfSatisfying(
            Impossible.class, given -> assertThat(given.told()).contains("not an API key"));
    assertThat(Credentials.basic("robin", key.substring(0, 50)))
        .isInstanceOfSatisfying(
            Impossible.class,
            given -> assertThat(given.told()).doesNotContain(key.substring(4, 9)));
    assertThat(Credentials.basic("robin", "x".repeat(2000))).isInstanceOf(Impossible.class);
  }

  @Test
  void noneIsPrinted() {
    assertThat(Credentials.basic("robin", key).toString()).doesNotContain(key.substring(8));
    assertThat(Credentials.basic("robin", "hunter2").toString()).doesNotContain("hunter2");
  }
}
