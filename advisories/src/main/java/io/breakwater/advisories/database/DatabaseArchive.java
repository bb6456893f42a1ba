package io.breakwater.advisories.database;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.Faults;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/// A built database as one compressed file, to be carried by a registry or a disk.
public final class DatabaseArchive {
  /// The media type of the file.
  public static final String MEDIA_TYPE = "application/vnd.breakwater.advisories.v1+zstd";

  /// Most bytes of a database that is taken; the map's limit too.
  private static final long LIMIT = Integer.MAX_VALUE;

  private static final int LEVEL = 10;

  private static final String EXPORT_AGAIN =
      "Export it again with 'breakwater feeds export', or name a folder of feeds";

  private DatabaseArchive() {}

  /// Writes a database file, compressed; the stream is not closed.
  public static void write(Path database, OutputStream out) throws FeedException {
    // Opening verifies it: a damaged file is not passed on.
    AdvisoryDatabase.open(database);
    try {
      var zstd = new ZstdOutputStream(new Unclosed(out), LEVEL).setChecksum(true);
      try (zstd) {
        Files.copy(database, zstd);
      }
      out.flush();
    } catch (IOException e) {
      throw DatabaseFaults.notWritten("archive of " + database, e);
    }
  }

  /// Reads a compressed database, verifies all of it, and puts it in place by renaming; the
  /// stream is not closed. Whatever goes wrong leaves the target as it was.
  ///
  /// Errors: those of [AdvisoryDatabase#open], [AdvisoryDatabase#verify] and
  /// [DatabaseSignature#verify]; `archive-truncated`, `archive-corrupt`, `archive-too-large`,
  /// `archive-unreadable`.
  ///
  /// @param name of the archive, for errors
  /// @param key when given, `signature` must be its owner's over this database
  public static AdvisoryDatabase read(
      InputStream in, String name, Path target, @Nullable PublicKey key, @Nullable String signature)
      throws FeedException {
    Path temporary = null;
    try {
      var parent = target.toAbsolutePath().getParent();
      if (parent == null) {
        throw new IOException("not a file name");
      }
      Files.createDirectories(parent);
      temporary = Files.createTempFile(parent, ".importing-", ".db");
      var database = unpacked(in, name, temporary);
      if (key != null) {
        DatabaseSignature.verify(database, signature, key);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return database;
    } catch (IOException e) {
      throw DatabaseFaults.notWritten(target.toString(), e);
    } finally {
      delete(temporary);
    }
  }

  private static AdvisoryDatabase unpacked(InputStream in, String name, Path file)
      throws FeedException, IOException {
    try {
      unpack(in, name, file);
      var database = AdvisoryDatabase.open(file);
      database.verify();
      return database;
    } catch (FeedException e) {
      var feed = "feed-";
      var code = e.code();
      throw new FeedException(
          code.startsWith(feed) ? "archive-" + code.substring(feed.length()) : code,
          name,
          e.why(),
          EXPORT_AGAIN,
          e);
    }
  }

  private static void delete(@Nullable Path temporary) throws FeedException {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw DatabaseFaults.notWritten(temporary.toString(), e);
    }
  }

  private static void unpack(InputStream in, String name, Path file)
      throws FeedException, IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var out = Channels.newOutputStream(channel);
      var buffer = new byte[1 << 16];
      var total = 0L;
      var zstd = new ZstdInputStream(in);
      while (true) {
        var read = readSome(zstd, buffer, name);
        if (read < 0) {
          break;
        }
        total += read;
        if (total > LIMIT) {
          throw Faults.ofRead(name, new Faults.LimitReached(LIMIT));
        }
        out.write(buffer, 0, read);
      }
      channel.force(true);
    }
  }

  private static int readSome(InputStream in, byte[] buffer, String name) throws FeedException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw Faults.ofRead(name, e);
    }
  }

  /// Closing the compressor ends its frame; the stream below belongs to the caller.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
