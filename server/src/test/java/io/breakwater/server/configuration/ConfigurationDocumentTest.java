package io.breakwater.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.documents.DocumentTable;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` holds the table of [Settings]. With `-Dbreakwater.write-docs=true`
/// the test writes it there.
class ConfigurationDocumentTest {
  @Test
  void theTableIsThatOfTheProgram() throws IOException {
    DocumentTable.of("configuration.md", "settings").is(table());
  }

  @Test
  void keysAreWordsAndNoVariableStandsForTwo() {
    var word = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)?");
    assertThat(Settings.ALL).allMatch(setting -> word.matcher(setting.key()).matches());
    assertThat(Settings.ALL.stream().map(Setting::variable)).doesNotHaveDuplicates();
  }

  private static String table() {
    var table =
        new StringBuilder("| key | expects | default | what it does |\n|---|---|---|---|\n");
    for (var setting : Settings.ALL) {
      var key =
          "`" + setting.key() + "`" + (setting.secret() ? ", `" + setting.fileKey() + "`" : "");
      var many = setting.list() ? "one or more: " : "";
      var standard = setting.standard().map(value -> "`" + value + "`").orElse("");
      table.append("| ").append(key).append(" | ").append(many).append(setting.shape());
      table.append(" | ").append(standard).append(" | ").append(setting.text()).append(" |\n");
    }
    return table.toString();
  }
}
