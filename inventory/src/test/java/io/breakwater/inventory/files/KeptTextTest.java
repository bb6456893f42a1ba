package io.breakwater.inventory.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeptTextTest {
  private static String kept(String path, String text) {
    return String.valueOf(KeptText.of(path, path.lastIndexOf('/') + 1, text.getBytes(UTF_8)));
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(kept("etc/passwd", "root:x:0:0::/:/bin/sh\n\n:"))
        .isEqualTo("root:x:0:0::/:/bin/sh\n\n:");
  }

  @Test
  void fileWithANulIsNoText() {
    assertThat(KeptText.of("a.conf", 0, new byte[] {'a', 0})).isNull();
  }

  @Test
  void passwordHashesAreLeftOut() {
    assertThat(
            kept(
                "etc/shadow",
                """
                root:$6$salt$hash:19000:0
                des:aaAAbbBBccDDe:19000
                locked:!$y$j9T$salt$hash:1:2
                never:!*:1
                none:*:1
                empty::1
                other:x:1
                noend:$1$salt
                broken
                last:abc"""))
        .isEqualTo(
            """
            root:$6$REDACTED:19000:0
            des:REDACTED:19000
            locked:!$y$REDACTED:1:2
            never:!*:1
            none:*:1
            empty::1
            other:x:1
            noend:$1$REDACTED
            broken
            last:REDACTED""");
    assertThat(kept("etc/gshadow", "a:hash:b:c\n")).isEqualTo("a:REDACTED:b:c\n");
  }

  @Test
  void bodiesOfPrivateKeysAreLeftOut() {
    assertThat(
            kept(
                "etc/openvpn/a.conf",
                """
                before
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4
                MIIE
                abc
                -----END RSA PRIVATE KEY-----
                key "-----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY-----";
                -----BEGIN CERTIFICATE-----
                MIIC
                -----END CERTIFICATE-----
                -----BEGIN OPENSSH PRIVATE KEY-----
                cut"""))
        .isEqualTo(
            """
            before
            -----BEGIN RSA PRIVATE KEY-----



            -----END RSA PRIVATE KEY-----
            key "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----";
            -----BEGIN CERTIFICATE-----
            MIIC
            -----END CERTIFICATE-----
            -----BEGIN OPENSSH PRIVATE KEY-----
            """);
  }
}
