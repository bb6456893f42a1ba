package io.breakwater.configuration.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Installed;
import io.breakwater.configuration.system.SampleImage;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SshdConfigurationTest {
  private static final String FILE = "/etc/ssh/sshd_config";
  private static final SshVersion VERSION =
      new SshVersion(new Installed(null, "/usr/sbin/sshd", "9.2"));
  private static final Connection ROOT =
      new Connection("root", Set.of("root"), "host", "192.0.2.7", "127.0.0.1", 22, null);

  private static SshdConfiguration read(String text) {
    return SshdReader.read(new SampleImage().file(FILE, text), FILE, VERSION);
  }

  @Test
  void linesOfABlockReplaceThoseOutside() {
    assertThat(read("AllowUsers a b\nAllowUsers c\nMatch all\nAllowUsers d\n"))
        .satisfies(one -> assertThat(one.values("allowusers", ROOT)).containsExactly("d"));
  }

  @Test
  void aListThatACommentEmptiesReplacesNothing() {
    assertThat(read("AllowUsers a b\nMatch User root\nAllowUsers # none\n"))
        .satisfies(one -> assertThat(one.values("allowusers", ROOT)).containsExactly("a", "b"));
  }
}
