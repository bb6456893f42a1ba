package io.breakwater.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A root file system in a real directory, to which entries are applied as container runtimes do
/// it, in the plainest way. An entry that a runtime would refuse is refused before anything
/// changes.
final class NaiveRoot {
  private final Path root;

  /// What the layer at hand has written, or written into.
  private final Set<Path> upper = new HashSet<>();

  NaiveRoot(Path root) {
    this.root = root;
  }

  void nextLayer() {
    upper.clear();
  }

  /// Removes all.
  void clear() throws IOException {
    delete(root);
  }

  boolean directory(String path) throws IOException {
    var place = place(path);
    if (place == null) {
      return false;
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      delete(place);
      Files.createDirectory(place);
    }
    return written(place);
  }

  boolean file(String path, byte[] content) throws IOException {
    var place = place(path);
    if (place == null) {
      return false;
    }
    delete(place);
    Files.write(place, content);
    return written(place);
  }

  /// Sets the permissions of what was written last at a path.
  void mode(String path, int mode) throws IOException {
    var place = Objects.requireNonNull(resolveParent(path));
    Files.setAttribute(place, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
  }

  boolean symlink(String path, String target) throws IOException {
    var place = place(path);
    if (place == null) {
      return false;
    }
    delete(place);
    Files.createSymbolicLink(place, Path.of(target));
    return written(place);
  }

  boolean hardlink(String path, String target) throws IOException {
    var source = resolveParent(target);
    if (source == null
        || !Files.exists(source, LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    var removed = resolveParent(path);
    if (removed == null || source.startsWith(removed)) {
      return false;
    }
    var place = place(path);
    if (place == null) {
      return false;
    }
    delete(place);
    Files.createLink(place, source);
    return written(place);
  }

  boolean whiteout(String path) throws IOException {
    var place = place(path);
    if (place == null) {
      return false;
    }
    deleteLower(place);
    return true;
  }

  boolean opaque(String directory) throws IOException {
    var place = place(directory + "/x");
    if (place == null) {
      return false;
    }
    for (var child : children(parent(place))) {
      deleteLower(child);
    }
    return true;
  }

  private boolean written(Path place) {
    upper.add(place);
    upper.add(parent(place));
    return true;
  }

  /// Where an entry goes; its directory is made. Null where a runtime could not.
  private @Nullable Path place(String path) throws IOException {
    var place = resolveParent(path);
    if (place == null) {
      return null;
    }
    for (var up = parent(place); !up.equals(root); up = parent(up)) {
      if (Files.exists(up, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(up, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
    }
    makeDirectories(parent(place));
    return place;
  }

  private void makeDirectories(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      makeDirectories(parent(directory));
      Files.createDirectory(directory);
      upper.add(directory);
    }
  }

  private @Nullable Path resolveParent(String path) throws IOException {
    var names = new ArrayList<>(List.of(path.split("/", -1)));
    var last = names.removeLast();
    var at = root;
    int links = 0;
    while (!names.isEmpty()) {
      var name = names.removeFirst();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        at = at.equals(root) ? root : parent(at);
        continue;
      }
      var next = at.resolve(name);
      if (Files.isSymbolicLink(next)) {
        if (++links > 255) {
          return null;
        }
        var target = Files.readSymbolicLink(next).toString();
        at = target.startsWith("/") ? root : at;
        names.addAll(0, List.of(target.split("/", -1)));
      } else if (Files.isRegularFile(next)) {
        return null;
      } else {
        at = next;
      }
    }
    return at.resolve(last);
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (var list = Files.list(directory)) {
      return list.toList();
    }
  }

  private void deleteLower(Path place) throws IOException {
    for (var child : children(place)) {
      deleteLower(child);
    }
    boolean stays =
        upper.contains(place)
            || !Files.exists(place, LinkOption.NOFOLLOW_LINKS)
            || !children(place).isEmpty();
    if (!stays) {
      Files.delete(place);
    }
  }

  private void delete(Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      try (var all = Files.walk(place)) {
        for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
          upper.remove(one);
        }
      }
    }
  }
}
