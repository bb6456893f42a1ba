package io.breakwater.advisories.folder;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.Faults;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;

/// The documents in a file: itself, or what it holds where it is a tar or zip, once
/// decompressed.
final class Documents {
  /// More files than any archive of a feed has; a larger one is somebody's joke.
  private static final int FILES = 5_000_000;

  private Documents() {}

  /// Takes documents one by one.
  interface Consumer {
    /// Takes one.
    ///
    /// @param path of the document inside the archive; the file's own where it is none
    void accept(String path, InputStream content) throws FeedException, IOException;
  }

  /// Passes the documents of a file on.
  ///
  /// @param name the file's path below the folder, with `/`
  /// @param digest gets every byte of the file
  static void read(Path file, String name, MessageDigest digest, Consumer consumer)
      throws FeedException {
    try (var raw = new Digesting(Files.newInputStream(file), digest)) {
      var in = Compression.open(raw, Compression.LIMIT);
      if (Compression.starts(Compression.peek(in, 4), 'P', 'K', 3, 4)) {
        zip(in, name, consumer);
      } else if (TarReader.isHeader(Compression.peek(in, 512))) {
        tar(in, name, consumer);
      } else {
        consumer.accept(withoutCompression(name), in);
        finish(in);
      }
      // What stands behind the last document belongs to the file's identity too.
      finish(raw);
    } catch (IOException e) {
      throw Faults.ofRead(name, e);
    }
  }

  /// The path of the first document that is looked for; empty when there is none.
  static String first(Path file, String name, Predicate<String> wanted) throws FeedException {
    try (var raw = Files.newInputStream(file)) {
      var in = Compression.open(raw, Compression.LIMIT);
      if (Compression.starts(Compression.peek(in, 4), 'P', 'K', 3, 4)) {
        var zip = new ZipInputStream(in);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (wanted.test(entry.getName())) {
            return entry.getName();
          }
        }
      } else if (TarReader.isHeader(Compression.peek(in, 512))) {
        var tar = new TarReader(in);
        for (var entry = tar.next(); entry != null; entry = tar.next()) {
          if (wanted.test(entry)) {
            return entry;
          }
        }
      }
      return "";
    } catch (IOException e) {
      throw Faults.ofRead(name, e);
    }
  }

  private static void finish(InputStream in) throws IOException {
    var rest = new byte[1 << 16];
    while (in.read(rest) >= 0) {
      // Reading is all: checksums at the end of a stream are verified there.
    }
  }

  private static void tar(BufferedInputStream in, String name, Consumer consumer)
      throws IOException, FeedException {
    var tar = new TarReader(in);
    var count = 0;
    for (var entry = tar.next(); entry != null; entry = tar.next()) {
      check(name, ++count);
      consumer.accept(entry, tar.content());
    }
  }

  private static void zip(BufferedInputStream in, String name, Consumer consumer)
      throws IOException, FeedException {
    var zip = new ZipInputStream(in);
    var count = 0;
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        check(name, ++count);
        consumer.accept(entry.getName(), zip);
      }
    }
  }

  private static void check(String name, int count) throws IOException {
    if (count > FILES) {
      throw new IOException(name + " holds more than " + FILES + " files");
    }
  }

  static String withoutCompression(String name) {
    for (var suffix : new String[] {".gz", ".xz", ".zst"}) {
      if (name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }

  private static final class Digesting extends InputStream {
    private final InputStream in;
    private final MessageDigest digest;

    Digesting(InputStream in, MessageDigest digest) {
      this.in = in;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      var b = in.read();
      if (b >= 0) {
        digest.update((byte) b);
      }
      return b;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      var read = in.read(into, from, count);
      if (read > 0) {
        digest.update(into, from, read);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
