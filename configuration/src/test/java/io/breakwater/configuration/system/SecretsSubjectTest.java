package io.breakwater.configuration.system;

import static io.breakwater.inventory.files.FoundSecret.Fate.HIDDEN;
import static io.breakwater.inventory.files.FoundSecret.Fate.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Weight;
import io.breakwater.secrets.SecretKinds;
import org.junit.jupiter.api.Test;

class SecretsSubjectTest {
  private static final String KEY = SecretKinds.PRIVATE_KEY.id();

  private static String judged(SampleImage image) {
    return image.judged(new SecretsSubject(), "secrets." + KEY);
  }

  @Test
  void everyKindHasItsCheck() {
    assertThat(new SecretsSubject().checks())
        .hasSameSizeAs(SecretKinds.all())
        .anySatisfy(
            check -> {
              assertThat(check.id()).isEqualTo("system_configuration:secrets." + KEY);
              assertThat(check.weight()).isEqualTo(Weight.HIGH);
            });
  }

  @Test
  void noSecretsPass() {
    assertThat(judged(new SampleImage())).isEqualTo("pass");
  }

  @Test
  void aSecretIsToldWithItsPlace() {
    assertThat(judged(new SampleImage().secret(KEY, "/app/key.pem", 2, PRESENT)))
        .isEqualTo(
            "/app/key.pem:1 The file holds a private key, and everybody who may pull the image can"
                + " read it: leave it out. "
                + SecretKinds.PRIVATE_KEY.advice());
  }

  @Test
  void deletingInALaterLayerDoesNotHelp() {
    assertThat(judged(new SampleImage().secret(KEY, "/app/key.pem", 2, HIDDEN)))
        .startsWith(
            "/app/key.pem:1 Layer 2 holds a private key. Deleting or replacing the file in a later"
                + " layer does not help");
  }

  @Test
  void secretsInTheConfigurationAreTold() {
    assertThat(judged(new SampleImage().secret(KEY, "config: environment variable X", -1, PRESENT)))
        .startsWith("config: environment variable X:0 The image's configuration holds");
  }

  @Test
  void hostKeysOfAnInstalledServerAreToldByItsOwnCheck() {
    var path = "/etc/ssh/ssh_host_rsa_key";
    var image = new SampleImage().secret(KEY, path, 0, PRESENT);

    assertThat(judged(image)).startsWith(path);
    assertThat(judged(image.installed("openssh-server", "1:9.2p1-2"))).isEqualTo("pass");
  }
}
