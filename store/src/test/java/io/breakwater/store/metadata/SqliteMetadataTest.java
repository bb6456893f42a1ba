package io.breakwater.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetadataTest extends MetadataContract {
  @TempDir Path folder;

  @Override
  MetadataOptions options() {
    return MetadataOptions.Sqlite.at(folder.resolve("metadata.db"));
  }

  @Override
  void execute(MetadataOptions at, String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + ((MetadataOptions.Sqlite) at).file());
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }

  private Path file() {
    return ((MetadataOptions.Sqlite) options()).file();
  }

  @Test
  void aFileIsOneServersAndOthersReadItBeside() throws Exception {
    assertThatThrownBy(() -> Metadata.open(options()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo("storage-locked");
              assertThat(e).hasMessageNotContaining(folder.toString());
            });
    try (var beside = Metadata.open(MetadataOptions.Sqlite.beside(file()))) {
      Fixture.push(metadata(), "birds/robin", "1", "m", "b");
      Optional<ManifestContent> found = beside.read(tx -> tx.manifests().byTag("birds/robin", "1"));
      assertThat(found).isPresent();
    }
    var missing = MetadataOptions.Sqlite.beside(folder.resolve("other.db"));
    assertThatThrownBy(() -> Metadata.open(missing)).isInstanceOf(StoreException.class);
    assertThat(folder.resolve("other.db")).doesNotExist();
  }

  @Test
  void aCopyIsOneStateWhileOthersPush() throws Exception {
    Fixture.push(metadata(), "birds/robin", "first", "m", "b");
    var stop = new AtomicBoolean();
    var pushing =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (var i = 0; !stop.get(); i++) {
                    try {
                      Fixture.push(metadata(), "birds/robin", "t" + i, "m" + i, "b" + i);
                    } catch (StoreException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });
    try {
      for (var i = 0; i < 3; i++) {
        var copy = folder.resolve("copy" + i + ".db");
        metadata().copyTo(copy);
        try (var opened = Metadata.open(MetadataOptions.Sqlite.at(copy))) {
          List<String> problems = opened.read(tx -> tx.consistency().problems(10));
          assertThat(problems).isEmpty();
          Optional<ManifestContent> found =
              opened.read(tx -> tx.manifests().byTag("birds/robin", "first"));
          assertThat(found).isPresent();
        }
      }
    } finally {
      stop.set(true);
      pushing.join();
    }
    assertThatThrownBy(() -> metadata().copyTo(folder.resolve("copy0.db")))
        .isInstanceOf(StoreException.class);
  }
}
