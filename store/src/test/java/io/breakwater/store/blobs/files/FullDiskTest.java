package io.breakwater.store.blobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file system of 4 MiB that is full.
class FullDiskTest {
  private static final int MIB = 1024 * 1024;

  @TempDir Path dir;

  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "none", dir.toString());
    assumeTrue(mounted, "skipped: only root can mount the small file system that is filled up");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", dir.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void assertFull(StoreException e) {
    assertThat(e.code()).isEqualTo("storage-full");
    assertThat(e.temporary()).isTrue();
    assertThat(e.getMessage() + e.next()).doesNotContain(dir.toString());
  }

  @Test
  void anUploadGoesOnOnceThereIsSpace() throws Exception {
    var bytes = Bytes.of("full", 3 * MIB);
    var ballast = dir.resolve("ballast");
    Files.write(ballast, new byte[2 * MIB]);
    try (var store = FileBlobStore.open(dir.resolve("storage"));
        var another = store.stage("another");
        var staged = store.stage("full")) {
      var sending = ByteBuffer.wrap(bytes);
      assertThatThrownBy(() -> staged.append(sending))
          .isInstanceOfSatisfying(StoreException.class, this::assertFull);
      assertThat(sending.position()).isEqualTo((int) staged.length()).isPositive();
      assertThatThrownBy(store::probe)
          .isInstanceOfSatisfying(StoreException.class, this::assertFull);
      assertThatThrownBy(() -> another.append(ByteBuffer.wrap(new byte[8192])))
          .isInstanceOfSatisfying(StoreException.class, this::assertFull);

      Files.delete(ballast);
      staged.append(sending);
      var key = staged.commit(Bytes.digest("sha256", bytes));

      try (var content = store.open(key).orElseThrow();
          var in = content.read(0)) {
        Bytes.verify(in, bytes, 0, bytes.length);
      }
      store.probe();
    }
  }

  @Test
  void aFullDiskCanBeRead() throws Exception {
    var bytes = Bytes.of("kept", MIB);
    try (var store = FileBlobStore.open(dir.resolve("storage"));
        var staged = store.stage("kept")) {
      staged.append(ByteBuffer.wrap(bytes));
      var key = staged.commit(Bytes.digest("sha256", bytes));
      try (var filling = store.stage("filling")) {
        assertThatThrownBy(() -> filling.append(ByteBuffer.wrap(new byte[5 * MIB])))
            .isInstanceOfSatisfying(StoreException.class, this::assertFull);
        try (var content = store.open(key).orElseThrow();
            var in = content.read(0)) {
          Bytes.verify(in, bytes, 0, bytes.length);
        }
        store.delete(key);
        filling.discard();
      }
      store.probe();
    }
  }
}
