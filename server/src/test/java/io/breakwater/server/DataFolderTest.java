package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder = Path.of("");

  private static String code(Path path, boolean existing) {
    var code = new String[1];
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(
            () -> {
              try (var _ = existing ? DataFolder.beside(path) : DataFolder.open(path)) {
                throw new AssertionError("was opened");
              }
            })
        .satisfies(e -> code[0] = e.code());
    return code[0];
  }

  @Test
  void aFolderIsMadeForItsOwnerAloneAndOpenedAgain() throws Exception {
    var path = folder.resolve("a/registry");
    DataFolder.open(path).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    try (var again = DataFolder.beside(path)) {
      assertThat(again.root()).isEqualTo(path.toRealPath());
    }
  }

  @Test
  void whatHoldsSomethingElseIsNotTaken() throws Exception {
    Files.writeString(folder.resolve("letters"), "dear");
    assertThat(code(folder, false)).isEqualTo("data-folder-foreign");
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("letters"));
  }

  @Test
  void aNewFileSystemIsTaken() throws Exception {
    Files.createDirectory(folder.resolve("lost+found"));
    DataFolder.open(folder).close();
    assertThat(folder.resolve("breakwater-registry")).isRegularFile();
  }

  @Test
  void oneProcessHasItAtATime() throws Exception {
    var path = folder.resolve("registry");
    try (var _ = DataFolder.open(path)) {
      assertThat(code(path, false)).isEqualTo("storage-locked");
    }
    DataFolder.open(path).close();
  }

  @Test
  void aFolderOfANewerVersionIsLeftAlone() throws Exception {
    DataFolder.open(folder).close();
    Files.writeString(folder.resolve("breakwater-registry"), "2\n");
    assertThat(code(folder, false)).isEqualTo("storage-version");
    // The first start was cut off while it wrote that.
    Files.writeString(folder.resolve("breakwater-registry"), "");
    DataFolder.open(folder).close();
  }

  @Test
  void aFileInItsWayIsSaid() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    assertThat(code(file, false)).isEqualTo("data-folder-unusable");
    assertThat(code(file.resolve("below"), false)).isEqualTo("data-folder-unusable");
  }

  @Test
  void whoWantsARegistryThatIsThereIsNotGivenANewOne() {
    assertThat(code(folder, true)).isEqualTo("data-folder-missing");
    assertThat(folder).isEmptyDirectory();
  }
}
