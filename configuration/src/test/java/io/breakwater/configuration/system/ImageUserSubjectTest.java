package io.breakwater.configuration.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageUserSubjectTest {
  @ParameterizedTest
  @CsvSource({
    "'', config: User:0 The image names no user",
    "':5', config: User:0 The image names no user",
    "root, config: User:0 The image's containers run as root",
    "0, config: User:0 The image's containers run as 0",
    "0:0, config: User:0 The image's containers run as 0",
    "00, config: User:0 The image's containers run as user 00",
    "toor:app, config: User:0 The image's containers run as toor",
    "app, pass",
    "1000, pass",
    "65532:65532, pass",
    "nobody, cannot tell: The image is to run as nobody",
  })
  void rootIsRootUnderEveryName(String user, String judged) {
    var image =
        new SampleImage()
            .user(user)
            .file(Accounts.PASSWD, "root:x:0:0:::\ntoor:x:0:0:::\napp:x:1000:1000:::\n");

    assertThat(image.judged(new ImageUserSubject(), "image.user")).startsWith(judged);
  }

  @Test
  void aRootFileSystemNamesNobody() {
    assertThat(new SampleImage().judged(new ImageUserSubject(), "image.user"))
        .isEqualTo("n/a: A root file system names no user.");
  }

  @Test
  void aNameThatCannotBeLookedUpTellsNothing() {
    var image = new SampleImage().user("app").unread(Accounts.PASSWD, "it is too large");

    assertThat(image.judged(new ImageUserSubject(), "image.user"))
        .isEqualTo("cannot tell: /etc/passwd could not be read: it is too large");
  }
}
