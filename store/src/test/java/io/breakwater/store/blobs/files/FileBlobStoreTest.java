package io.breakwater.store.blobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.BlobStoreContract;
import io.breakwater.store.blobs.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
  @TempDir Path dir;

  private @Nullable FailingDisk failing;

  @Override
  protected BlobStore open() throws StoreException {
    if (store != null) {
      store.close();
    }
    return FileBlobStore.open(dir.resolve("storage"));
  }

  @Override
  protected BlobStore openFailing(int every) throws StoreException {
    store.close();
    failing = new FailingDisk(dir);
    var opened = FileBlobStore.open(dir.resolve("storage"), failing);
    failing.failEvery(every);
    return opened;
  }

  @Override
  protected int failures() {
    return failing == null ? 0 : failing.failures();
  }

  private Path place(BlobKey key) {
    var hex = key.digest().hex();
    return dir.resolve("storage/blobs")
        .resolve(key.digest().algorithm())
        .resolve(hex.substring(0, 2))
        .resolve(hex + "." + key.copy());
  }

  @Test
  void contentLiesUnderItsDigestForItsOwnerOnly() throws Exception {
    var key = keep("owned", new byte[10]);
    store.stage("also-owned").sync();

    var folder = dir.resolve("storage");
    try (var paths = Files.walk(folder)) {
      assertThat(paths.filter(path -> !path.equals(folder)))
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"))
          .contains(place(key), folder.resolve("uploads/also-owned"), folder.resolve("lock"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderIsOpenOnce() throws Exception {
    assertThatThrownBy(() -> FileBlobStore.open(dir.resolve("storage")))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo("storage-locked");
              assertThat(e.getMessage()).doesNotContain(dir.toString());
            });
    store.close();
    store = FileBlobStore.open(dir.resolve("storage"));
    keep("after", new byte[1]);
  }

  @Test
  void linksAndOtherFilesAreLeftAlone() throws Exception {
    var key = keep("plain", new byte[10]);
    var linked = new BlobKey(key.digest(), "linked");
    var secret = Files.writeString(dir.resolve("secret"), "secret");
    Files.createSymbolicLink(place(linked), secret);
    Files.createDirectory(place(new BlobKey(key.digest(), "folder")));
    Files.writeString(place(key).resolveSibling("notes.txt"), "");
    Files.writeString(place(key).resolveSibling(key.digest().hex() + "."), "");
    Files.createSymbolicLink(dir.resolve("storage/uploads/linked"), secret);
    Files.createDirectory(dir.resolve("storage/uploads/folder"));
    var elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
    var lost = Bytes.digest("sha512", new byte[1]);
    Files.createDirectory(dir.resolve("storage/blobs/sha512"));
    Files.createSymbolicLink(
        dir.resolve("storage/blobs/sha512/" + lost.hex().substring(0, 2)), elsewhere);
    Files.writeString(elsewhere.resolve(lost.hex() + ".lost"), "x");

    var keys = new ArrayList<BlobKey>();
    store.contents(stored -> keys.add(stored.key()));
    assertThat(keys).containsExactly(key);
    store.staged(upload -> assertThat(upload).isNull());
    assertThat(store.open(linked)).isEmpty();
    assertThat(store.open(new BlobKey(key.digest(), "folder"))).isEmpty();
    assertThat(store.open(new BlobKey(lost, "lost"))).isEmpty();
    store.delete(linked);
    store.delete(new BlobKey(lost, "lost"));
    for (var odd : new String[] {"linked", "folder"}) {
      assertThatThrownBy(() -> store.stage(odd)).isInstanceOf(StoreException.class);
    }
    try (var staged = store.stage("lost")) {
      staged.append(ByteBuffer.wrap(new byte[1]));
      assertThatThrownBy(() -> staged.commit(lost))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-corrupt"));
      staged.discard();
    }

    assertThat(secret).hasContent("secret");
    assertThat(elsewhere).isDirectoryContaining(path -> path.toString().endsWith(".lost"));
    assertThat(Files.isSymbolicLink(place(linked))).isTrue();
  }

  @Test
  void aFileThatWasCutShortIsAnError() throws Exception {
    var key = keep("short", new byte[100_000]);
    try (var content = store.open(key).orElseThrow()) {
      Files.write(place(key), new byte[10]);
      for (var out : outlets()) {
        try (out) {
          assertThatThrownBy(() -> content.transferTo(0, 100_000, out))
              .isInstanceOfSatisfying(
                  StoreException.class, e -> assertThat(e.code()).isEqualTo("storage-corrupt"));
        }
      }
      try (var in = content.read(0)) {
        assertThatThrownBy(in::readAllBytes)
            .isInstanceOf(IOException.class)
            .hasCauseInstanceOf(StoreException.class);
      }
    }
  }

  private java.util.List<java.nio.channels.WritableByteChannel> outlets() throws IOException {
    return java.util.List.of(
        Channels.newChannel(java.io.OutputStream.nullOutputStream()),
        Files.newByteChannel(
            dir.resolve("out"),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE));
  }

  @Test
  void contentIsSentToASocket() throws Exception {
    var bytes = Bytes.of("sent", 3 * MIB);
    var key = keep("sent", bytes);
    try (var server = ServerSocketChannel.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var sending =
          threads.submit(
              () -> {
                try (var socket = server.accept();
                    var content = store.open(key).orElseThrow()) {
                  content.transferTo(10, bytes.length - 20, socket);
                }
                return null;
              });
      try (var socket = SocketChannel.open(server.getLocalAddress())) {
        Bytes.verify(Channels.newInputStream(socket), bytes, 10, bytes.length - 10);
      }
      sending.get();
    }
  }

  @Test
  void afterASyncThatFailedNothingBehindTheLastIsHeldForDurable() throws Exception {
    store.close();
    var disk = new FailingDisk(dir);
    store = FileBlobStore.open(dir.resolve("storage"), disk);
    var bytes = Bytes.of("unsynced", 3000);
    try (var staged = store.stage("unsynced")) {
      staged.append(Bytes.part(bytes, 0, 1000));
      staged.sync();
      staged.append(Bytes.part(bytes, 1000, 2000));
      disk.failNext("force");
      assertThatThrownBy(staged::sync)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> {
                assertThat(e.code()).isEqualTo("storage-unavailable");
                assertThat(e.getMessage()).doesNotContain(dir.toString());
              });
      assertThat(staged.length()).isEqualTo(1000);
      staged.append(Bytes.part(bytes, 1000, 3000));
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
    }
  }

  @Test
  void aContentWhoseFolderCannotBeSyncedIsStagedStill() throws Exception {
    store.close();
    var disk = new FailingDisk(dir);
    store = FileBlobStore.open(dir.resolve("storage"), disk);
    var bytes = Bytes.of("unsynced", 3000);
    var digest = Bytes.digest("sha256", bytes);
    keep("makes-the-folder", bytes);
    try (var staged = store.stage("unsynced")) {
      staged.append(ByteBuffer.wrap(bytes));
      disk.failNext("forceFolder");
      assertThatThrownBy(() -> staged.commit(digest)).isInstanceOf(StoreException.class);
      assertThat(store.open(new BlobKey(digest, "unsynced"))).isEmpty();
      assertThat(staged.length()).isEqualTo(3000);
      verify(staged.commit(digest), bytes);
    }
  }
}
