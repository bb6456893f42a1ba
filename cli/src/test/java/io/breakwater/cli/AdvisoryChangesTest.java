package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryChangesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void anImportSaysWhatCameAndWent() throws IOException {
    var feeds = folder.resolve("feeds");
    SmallFeeds.write(feeds);
    var runner = new CommandRun.Runner(folder);
    assertThat(runner.run("feeds", "import", feeds.toString()).out())
        .doesNotContain("since before");

    var tracker = feeds.resolve("debian/tracker.json");
    var newer =
        Files.readString(tracker)
            .replace("CVE-2024-0002", "CVE-2024-0003")
            .replace("\"urgency\":\"high\"", "\"urgency\":\"low\"");
    Files.writeString(tracker, newer);
    assertThat(runner.run("feeds", "import", feeds.toString()).out())
        .contains("since before: 1 rows added, 1 changed, 1 withdrawn");
  }
}
