package io.breakwater.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Entrypoint\":[\"run.sh\"],\"Cmd\":[\"mysqld\",\"--x=1\"]} | run.sh,mysqld,--x=1",
        "{\"Cmd\":[\"mysqld\"],\"Entrypoint\":null} | mysqld",
        "{\"Entrypoint\":\"run.sh\"} | run.sh",
        "{\"Cmd\":[\"\"]} | ''",
      })
  void commandIsTheEntrypointAndItsArguments(String config, String words) throws Exception {
    var document = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":" + config + "}";

    var read = Documents.config(document.getBytes(StandardCharsets.UTF_8), "reading a test");

    assertThat(read.config().command()).isEqualTo(List.of(words.split(",", -1)));
  }
}
