package io.breakwater.inventory.redhat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleStreamsTest {
  private static Map<String, String> read(String text) {
    var streams = new TreeMap<String, String>();
    ModuleStreams.read(text, streams);
    return streams;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[nodejs]\nname=nodejs\nstream=16\nprofiles=common\nstate=enabled\n",
        "\r\n[nodejs]\r\nstate = enabled\r\nstream = 16\r\n",
        "# x\n[nodejs]\nstream=16\nstate=1\n[php]\nstream=7.4\nstate=disabled\n[perl]\nstream=5\n"
      })
  void enabledStreamsCount(String text) {
    assertThat(read(text)).containsExactly(Map.entry("nodejs", "16"));
  }

  @Test
  void sectionsWithoutStreamOrNameAreNone() {
    assertThat(read("[a]\nstate=enabled\n[]\nstream=1\nstate=enabled\nstream=2")).isEmpty();
    assertThat(read("stream=1\nstate=enabled\n")).isEmpty();
  }
}
