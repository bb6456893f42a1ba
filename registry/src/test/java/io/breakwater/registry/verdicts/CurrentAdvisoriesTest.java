package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.folder.FeedFolder;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentAdvisoriesTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private CurrentAdvisories advisories = new CurrentAdvisories(file);

  @BeforeEach
  void open() {
    file = folder.resolve("advisories.db");
    advisories = new CurrentAdvisories(file);
  }

  private void put(String fixed) throws Exception {
    var feeds = Files.createTempDirectory(folder, "feeds");
    new FeedFolderBuilder()
        .debianFixed("zlib", "CVE-2026-7", "bookworm", fixed)
        .writeTo(feeds, Packing.NONE);
    var built = folder.resolve("built.db");
    FeedBuild.build(FeedFolder.open(feeds), built, FeedBuild.Options.plain());
    Files.move(built, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String fixed() {
    return advisories.current().find("debian:12", "zlib").getFirst().fixedVersion() + "";
  }

  @Test
  void beforeThereAreAnyNothingIsCovered() throws Exception {
    assertThat(advisories.refresh()).isEmpty();
    assertThat(advisories.database()).isEmpty();
    assertThat(advisories.current().covers("debian:12")).isFalse();
    assertThat(advisories.current().feeds()).isEmpty();
  }

  @Test
  void aFileThatIsPutInPlaceIsTakenOnceAndToldOf() throws Exception {
    var told = new ArrayList<CurrentAdvisories.Replaced>();
    advisories.listen(told::add);
    put("1");
    assertThat(advisories.refresh()).isPresent();
    assertThat(advisories.refresh()).isEmpty();
    assertThat(fixed()).isEqualTo("1");
    var old = advisories.current();
    put("2");
    assertThat(advisories.refresh()).isPresent();
    assertThat(fixed()).isEqualTo("2");
    assertThat(told).hasSize(2);
    assertThat(told.getFirst().before()).isNull();
    assertThat(told.get(1).before()).isSameAs(old);
    assertThat(old.find("debian:12", "zlib").getFirst().fixedVersion())
        .as("who still has the old one reads on")
        .isEqualTo("1");
  }

  @Test
  void theSameFeedsBuiltAgainAreNoNews() throws Exception {
    put("1");
    advisories.refresh();
    var version = advisories.current().version();
    put("1");
    assertThat(advisories.refresh()).isEmpty();
    assertThat(advisories.current().version()).isEqualTo(version);
  }

  @Test
  void aDamagedFileIsRefusedOnceAndTheOldOneStays() throws Exception {
    put("1");
    advisories.refresh();
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    var damaged = folder.resolve("damaged.db");
    Files.write(damaged, bytes);
    Files.move(damaged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(advisories::refresh).isInstanceOf(FeedException.class);
    assertThat(advisories.refresh()).isEmpty();
    assertThat(fixed()).isEqualTo("1");
    put("3");
    assertThat(advisories.refresh()).isPresent();
    assertThat(fixed()).isEqualTo("3");
  }

  @Test
  void whereTheFileGoesTheOldOneStays() throws Exception {
    put("1");
    advisories.refresh();
    Files.delete(file);
    assertThat(advisories.refresh()).isEmpty();
    assertThat(fixed()).isEqualTo("1");
  }
}
