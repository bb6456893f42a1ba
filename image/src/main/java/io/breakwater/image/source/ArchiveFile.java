package io.breakwater.image.source;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.compression.Compression;
import io.breakwater.image.compression.LayerBytes;
import io.breakwater.image.compression.LayerBytes.Expected;
import io.breakwater.image.compression.Subject;
import io.breakwater.image.tar.EntryNames;
import io.breakwater.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tar archive that holds an image: where each of its files lies.
///
/// An uncompressed file is read in place. A compressed one, and standard input, is first written
/// to a temporary file that has no name any more once it is open, so that it vanishes with the
/// process whatever happens.
final class ArchiveFile implements AutoCloseable {
  private static final int MAX_ENTRIES = 200_000;
  private static final int MAX_LINKS = 16;

  private final String name;
  private final FileChannel channel;
  private final Map<String, Place> places = new HashMap<>();

  /// A file by offset and size, or a link.
  private record Place(long offset, long size, @Nullable String link) {}

  private ArchiveFile(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  static ArchiveFile open(Path file, SourceOptions options) throws ImageException {
    var name = file.toString();
    var subject = Subject.archive(name);
    try {
      if (Files.isDirectory(file)) {
        throw notAnImage(subject.what(), "it is a directory, an archive was expected", null);
      }
      var channel = FileChannel.open(file, StandardOpenOption.READ);
      var head = new byte[6];
      var length = channel.read(ByteBuffer.wrap(head), 0);
      if (Compression.detect(head, 0, Math.max(length, 0)) != Compression.NONE) {
        channel.close();
        return spool(Files.newInputStream(file), name, options);
      }
      return index(name, channel, subject);
    } catch (IOException e) {
      throw ImageSource.failed(file, subject.what(), e);
    }
  }

  /// Writes the expanded bytes to a temporary file and opens that.
  static ArchiveFile spool(InputStream in, String name, SourceOptions options)
      throws ImageException {
    var subject = Subject.archive(name);
    var limits =
        new LayerLimits(options.spoolLimit(), LayerLimits.DEFAULT.compressionRatio(), 1, 1);
    try (var bytes = LayerBytes.open(in, subject, Expected.NOTHING, limits)) {
      return index(name, write(bytes, options), subject);
    } catch (IOException e) {
      throw new ImageException(
          "spool-failed",
          subject.what(),
          "the temporary copy in " + options.spoolDirectory() + " failed: " + e,
          "Make room there, or name another folder with XDG_CACHE_HOME",
          -1,
          e);
    }
  }

  private static FileChannel write(LayerBytes bytes, SourceOptions options)
      throws IOException, ImageException {
    Files.createDirectories(options.spoolDirectory());
    var file = Files.createTempFile(options.spoolDirectory(), "archive-", ".tar");
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    try {
      while (bytes.fill()) {
        var chunk = ByteBuffer.wrap(bytes.buffer(), bytes.position(), bytes.available());
        while (chunk.hasRemaining()) {
          channel.write(chunk);
        }
        bytes.advance(bytes.available());
      }
      return channel;
    } catch (IOException | ImageException e) {
      channel.close();
      throw e;
    }
  }

  private static ArchiveFile index(String name, FileChannel channel, Subject subject)
      throws IOException, ImageException {
    var archive = new ArchiveFile(name, channel);
    var size = channel.size();
    try {
      var limits = new LayerLimits(Long.MAX_VALUE, Integer.MAX_VALUE, MAX_ENTRIES, 4096);
      archive.index(new TarReader(new FileWindow(channel, subject), subject, limits));
      return archive;
    } catch (ImageException e) {
      archive.close();
      var atStart = e.offset().orElse(-1) == 0;
      throw atStart && (e.code().equals("archive-tar-malformed") || size < 512)
          ? notAnImage(subject.what(), "it is no tar archive", e)
          : e;
    }
  }

  private void index(TarReader reader) throws ImageException {
    for (var entry = reader.next(); entry != null; entry = reader.next()) {
      switch (entry.type()) {
        case FILE -> {
          if (!reader.isSparse()) {
            places.put(entry.path(), new Place(reader.contentOffset(), entry.size(), null));
          }
        }
        case HARDLINK -> places.put(entry.path(), new Place(0, 0, entry.link()));
        case SYMLINK -> places.put(entry.path(), new Place(0, 0, target(entry)));
        case DIRECTORY, OTHER -> {
          // Neither holds anything.
        }
      }
    }
  }

  /// A symbolic link's target as a path in the archive; one that leaves it leads nowhere.
  private static String target(LayerEntry entry) {
    var slash = entry.path().lastIndexOf('/');
    var from = entry.link().startsWith("/") ? "" : entry.path().substring(0, slash + 1);
    var path = EntryNames.path(from + entry.link());
    return path == null ? "" : path;
  }

  private @Nullable Place find(String path) {
    var place = places.get(path);
    for (var i = 0; place != null && place.link() != null; i++) {
      place = i == MAX_LINKS ? null : places.get(place.link());
    }
    return place;
  }

  String name() {
    return name;
  }

  boolean holds(String path) {
    return find(path) != null;
  }

  /// Size of a file, -1 when there is none.
  long size(String path) {
    var place = find(path);
    return place == null ? -1 : place.size();
  }

  /// A file's bytes; null when there is no such file.
  @Nullable InputStream read(String path) {
    var place = find(path);
    return place == null ? null : new FileSlice(channel, place.offset(), place.size());
  }

  /// A small file as a whole.
  ///
  /// @throws ImageException `blob-missing`, `blob-too-large`
  byte[] document(String path, String what, int limit) throws ImageException {
    var in = read(path);
    if (in == null) {
      throw new ImageException(
          "blob-missing", what, name + " does not hold " + path, "Save the image again");
    }
    if (size(path) > limit) {
      throw new ImageException(
          "blob-too-large",
          what,
          path + " has " + size(path) + " bytes; at most " + limit + " are read",
          "Such documents have a few kilobytes; check what made this one");
    }
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw Blobs.unreadable(what, e);
    }
  }

  static ImageException notAnImage(String what, String why, @Nullable Exception cause) {
    return new ImageException(
        "not-an-image",
        what,
        why,
        "Name an archive made by 'docker save', 'podman save' or 'skopeo copy'",
        -1,
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Only read from; nothing can be lost.
      places.clear();
    }
  }
}
