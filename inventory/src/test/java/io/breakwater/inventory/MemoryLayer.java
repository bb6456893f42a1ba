package io.breakwater.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.image.Digest;
import io.breakwater.image.EntryStream;
import io.breakwater.image.Image;
import io.breakwater.image.ImageConfig;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerEntry;
import io.breakwater.image.LayerLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A layer that is a list of entries, for tests that are not about archives.
final class MemoryLayer implements Layer {
  private final List<LayerEntry> entries = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();
  private final Map<Integer, ImageException> unreadable = new HashMap<>();
  private int index;
  private Optional<Digest> digest = Optional.empty();
  private @Nullable ImageException failure;
  int opened;

  static Image image(MemoryLayer... layers) {
    return image(ImageConfig.NONE, layers);
  }

  static Image image(ImageConfig config, MemoryLayer... layers) {
    for (int i = 0; i < layers.length; i++) {
      layers[i].index = i;
    }
    return new Image(null, Optional.empty(), Optional.empty(), config, List.of(layers));
  }

  MemoryLayer file(String path, String content) {
    return file(path, content.getBytes(UTF_8));
  }

  MemoryLayer file(String path, byte[] content) {
    return add(path, LayerEntry.Type.FILE, content, "");
  }

  MemoryLayer dir(String path) {
    return add(path, LayerEntry.Type.DIRECTORY, new byte[0], "");
  }

  MemoryLayer symlink(String path, String target) {
    return add(path, LayerEntry.Type.SYMLINK, new byte[0], target);
  }

  MemoryLayer hardlink(String path, String target) {
    return add(path, LayerEntry.Type.HARDLINK, new byte[0], target);
  }

  MemoryLayer device(String path) {
    return add(path, LayerEntry.Type.OTHER, new byte[0], "");
  }

  /// A file whose content cannot be read.
  MemoryLayer unreadable(String path, ImageException why) {
    unreadable.put(entries.size(), why);
    return file(path, "x");
  }

  MemoryLayer whiteout(String path) {
    int slash = path.lastIndexOf('/') + 1;
    return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
  }

  MemoryLayer opaque(String directory) {
    return file(directory.isEmpty() ? ".wh..wh..opq" : directory + "/.wh..wh..opq", "");
  }

  MemoryLayer add(String path, LayerEntry.Type type, byte[] content, String link) {
    return add(path, type, content, link, type == LayerEntry.Type.DIRECTORY ? 0755 : 0644, 0, 0);
  }

  MemoryLayer add(
      String path,
      LayerEntry.Type type,
      byte[] content,
      String link,
      int mode,
      long uid,
      long gid) {
    entries.add(new LayerEntry(path, type, content.length, mode, uid, gid, link));
    contents.add(content);
    return this;
  }

  MemoryLayer file(String path, String content, int mode) {
    return add(path, LayerEntry.Type.FILE, content.getBytes(UTF_8), "", mode, 0, 0);
  }

  MemoryLayer dir(String path, int mode) {
    return add(path, LayerEntry.Type.DIRECTORY, new byte[0], "", mode, 0, 0);
  }

  /// Gives the layer a digest, which is made up.
  MemoryLayer digest(char digit) {
    digest = Optional.of(new Digest("sha256", String.valueOf(digit).repeat(64)));
    return this;
  }

  /// Fails behind the last entry.
  MemoryLayer failing(ImageException e) {
    failure = e;
    return this;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public Optional<Digest> digest() {
    return digest;
  }

  @Override
  public Optional<Digest> diffId() {
    return Optional.empty();
  }

  @Override
  public String mediaType() {
    return "application/vnd.oci.image.layer.v1.tar";
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public EntryStream open(LayerLimits limits) {
    opened++;
    return new Stream();
  }

  private final class Stream implements EntryStream {
    private int next;

    @Override
    public @Nullable LayerEntry next() {
      return next < entries.size() ? entries.get(next++) : null;
    }

    @Override
    public InputStream content() {
      var why = unreadable.get(next - 1);
      return why == null ? new ByteArrayInputStream(contents.get(next - 1)) : new Broken(why);
    }

    @Override
    public void verify() throws ImageException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public long position() {
      return next * 512L;
    }

    @Override
    public void close() {}
  }

  private static final class Broken extends InputStream {
    private final ImageException why;

    Broken(ImageException why) {
      this.why = why;
    }

    @Override
    public int read() throws IOException {
      throw new IOException(why.getMessage(), why);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return read();
    }
  }
}
