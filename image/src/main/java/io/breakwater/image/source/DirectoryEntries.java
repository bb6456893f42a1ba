package io.breakwater.image.source;

import io.breakwater.image.EntryStream;
import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.tar.EntryNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks a directory as if it were a layer: sorted, symbolic links not followed, hard links as
/// files of their own.
///
/// Other file systems below the directory are walked, too, since `/usr` may be one; not those
/// that the kernel makes up (`proc`, `sysfs`, ...), which hold no packages and never end. What
/// vanishes between listing and looking was not there; what may not be read is an error.
final class DirectoryEntries implements EntryStream {
  private static final Set<String> MADE_UP =
      Set.of(
          "proc",
          "sysfs",
          "cgroup",
          "cgroup2",
          "devtmpfs",
          "devpts",
          "debugfs",
          "tracefs",
          "securityfs",
          "mqueue",
          "bpf",
          "pstore",
          "configfs",
          "fusectl",
          "hugetlbfs",
          "binfmt_misc",
          "efivarfs",
          "selinuxfs",
          "rpc_pipefs",
          "autofs");

  private static final int TYPE = 0170000;
  private static final String ATTRIBUTES = "unix:mode,size,dev,uid,gid";

  private final Path root;
  private final LayerLimits limits;
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private final Deque<String> names = new ArrayDeque<>();
  private final Deque<Long> devices = new ArrayDeque<>();
  private int entries;
  private boolean started;
  private long position;
  private @Nullable Path current;
  private @Nullable InputStream content;

  DirectoryEntries(Path root, LayerLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  @Override
  public @Nullable LayerEntry next() throws ImageException {
    closeContent();
    current = null;
    if (!started) {
      started = true;
      var attributes = attributes(root, "");
      if (attributes == null) {
        throw unreadable("", new NoSuchFileException(root.toString()));
      }
      devices.push(attributes.device());
      names.push("");
      open.push(list(root, "").iterator());
    }
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        names.pop();
        devices.pop();
        continue;
      }
      var path = open.peek().next();
      var entry = entry(path);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private @Nullable LayerEntry entry(Path path) throws ImageException {
    var parent = names.getFirst();
    var name = parent.isEmpty() ? name(path) : parent + "/" + name(path);
    var attributes = attributes(path, name);
    if (attributes == null) {
      return null;
    }
    checkLimits(name);
    return switch (attributes.mode() & TYPE) {
      case 0100000 -> {
        current = path;
        yield attributes.entry(name, LayerEntry.Type.FILE, "");
      }
      case 0040000 -> {
        descend(path, name, attributes.device());
        yield attributes.entry(name, LayerEntry.Type.DIRECTORY, "");
      }
      case 0120000 -> attributes.entry(name, LayerEntry.Type.SYMLINK, link(path, name));
      default -> attributes.entry(name, LayerEntry.Type.OTHER, "");
    };
  }

  private void descend(Path path, String name, long device) throws ImageException {
    if (device != devices.getFirst() && madeUp(path, name)) {
      return;
    }
    open.push(list(path, name).iterator());
    names.push(name);
    devices.push(device);
  }

  private boolean madeUp(Path path, String name) throws ImageException {
    try {
      return MADE_UP.contains(Files.getFileStore(path).type());
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private void checkLimits(String name) throws ImageException {
    if (++entries > limits.entries() || name.length() > limits.pathBytes()) {
      var many = entries > limits.entries();
      throw new ImageException(
          many ? "layer-too-many-entries" : "layer-path-too-long",
          "walking " + root,
          many
              ? "it has more entries than the limit of " + limits.entries()
              : "a path is longer than the limit of " + limits.pathBytes(),
          "Name the folder that is the root file system, not one that holds more");
    }
  }

  private List<Path> list(Path directory, String name) throws ImageException {
    var paths = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(directory)) {
      for (var path : stream) {
        if (paths.size() >= limits.entries()) {
          checkLimits(name);
          break;
        }
        paths.add(path);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw unreadable(name, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  /// What the walk needs of `stat`.
  private record Attributes(int mode, long size, long device, long uid, long gid) {
    LayerEntry entry(String name, LayerEntry.Type type, String link) {
      long length = type == LayerEntry.Type.FILE ? size : 0;
      return new LayerEntry(name, type, length, mode & 07777, uid, gid, link);
    }
  }

  private @Nullable Attributes attributes(Path path, String name) throws ImageException {
    try {
      // The root itself may be a link; below it none is followed.
      var map =
          path.equals(root)
              ? Files.readAttributes(path, ATTRIBUTES)
              : Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      return map.get("mode") instanceof Integer mode
              && map.get("size") instanceof Long size
              && map.get("dev") instanceof Long device
              && map.get("uid") instanceof Integer uid
              && map.get("gid") instanceof Integer gid
          ? new Attributes(
              mode, size, device, Integer.toUnsignedLong(uid), Integer.toUnsignedLong(gid))
          : null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private String link(Path path, String name) throws ImageException {
    try {
      return text(Files.readSymbolicLink(path));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static String name(Path path) {
    return text(path.getFileName());
  }

  /// The path's bytes as text. Java decodes names by the locale and loses bytes; the URI keeps
  /// them, but is dear, so it is asked only where something may be lost.
  private static String text(@Nullable Path path) {
    var text = String.valueOf(path);
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80 || text.charAt(i) == '?') {
        return raw(path, text);
      }
    }
    return text;
  }

  private static String raw(@Nullable Path path, String text) {
    if (path == null) {
      return text;
    }
    var working = Path.of("").toUri().getRawPath();
    var uri = path.toUri().getRawPath();
    var escaped = path.isAbsolute() ? uri : uri.substring(working.length());
    if (escaped.length() > 1 && escaped.endsWith("/")) {
      escaped = escaped.substring(0, escaped.length() - 1);
    }
    var bytes = new ByteArrayOutputStream(escaped.length());
    for (var i = 0; i < escaped.length(); i++) {
      var c = escaped.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return EntryNames.text(bytes.toByteArray(), 0, bytes.size());
  }

  private ImageException unreadable(String name, IOException e) {
    return new ImageException(
        "file-unreadable",
        "reading " + (name.isEmpty() ? root.toString() : name + " in " + root),
        "it cannot be read: " + e,
        "Run as a user who may read the whole root file system, for example root",
        -1,
        e);
  }

  @Override
  public InputStream content() {
    var path = current;
    if (path == null) {
      return InputStream.nullInputStream();
    }
    if (content == null) {
      content = new Content(path);
    }
    return content;
  }

  private void closeContent() {
    if (content != null) {
      try {
        content.close();
      } catch (IOException e) {
        // Only read from.
        current = null;
      }
      content = null;
    }
  }

  /// Opened with the first read, since most files are never looked at.
  private final class Content extends InputStream {
    private final Path path;
    private @Nullable InputStream in;

    Content(Path path) {
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!path.equals(current)) {
        return -1;
      }
      try {
        if (in == null) {
          in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        }
        var count = in.read(target, offset, length);
        position += Math.max(count, 0);
        return count;
      } catch (IOException e) {
        var known = unreadable(root.relativize(path).toString(), e);
        throw new IOException(known.getMessage(), known);
      }
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
      }
    }
  }

  @Override
  public void verify() {
    // A directory has no digest.
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    closeContent();
    open.clear();
  }
}
