package io.breakwater.inventory.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk along a path of a [RootTree], through symbolic links inside the root.
final class Walk {
  /// PATH_MAX of Linux: a deeper directory cannot be made.
  private static final int DEPTH = 4096;

  private final RootTree tree;
  private final int links;
  private final boolean make;
  private byte[] path;
  private int length;
  private int position;
  private Node at;
  int followed;

  /// How many bytes at the end of the path are not from a link's target.
  private int asked;

  private final List<byte[]> missing = new ArrayList<>();
  @Nullable String dangling;
  @Nullable String why;
  String absent = "";

  /// @param links how many symbolic links are followed
  /// @param make whether directories that are missing are made
  Walk(RootTree tree, byte[] path, int length, int links, boolean make) {
    this.tree = tree;
    this.at = tree.root;
    this.path = path;
    this.length = length;
    this.asked = length;
    this.links = links;
    this.make = make;
  }

  @Nullable Node end() {
    while (position < length) {
      int from = position;
      while (position < length && path[position] != '/') {
        position++;
      }
      int to = position++;
      tree.steps[0]++;
      if (to == from || (to == from + 1 && path[from] == '.')) {
        continue;
      }
      if (to == from + 2 && path[from] == '.' && path[from + 1] == '.') {
        up();
      } else if (!down(from, to)) {
        return null;
      }
    }
    return missing.isEmpty() ? at : makeMissing();
  }

  private void up() {
    if (!missing.isEmpty()) {
      missing.removeLast();
    } else if (at.parent != null) {
      at = at.parent;
    }
  }

  private boolean down(int from, int to) {
    if (!missing.isEmpty()) {
      missing.add(Arrays.copyOfRange(path, from, to));
      return true;
    }
    var child = at.child(path, from, to, tree.steps);
    if (child == null) {
      return absent(from, to);
    }
    if (child.isFile() && to < length && !make) {
      // To a reader, nothing is below a file, whether it is one that is in this tree or not.
      return absent(from, to);
    }
    if (child.kind != Node.Kind.SYMLINK) {
      at = child;
      return child.isDirectory() || !make || notDirectory(child);
    }
    return follow(child, to);
  }

  private boolean notDirectory(Node file) {
    why = file.path() + " is a file where a directory has to be";
    return false;
  }

  private boolean absent(int from, int to) {
    if (make) {
      missing.add(Arrays.copyOfRange(path, from, to));
      return true;
    }
    if (to >= length && at.isDirectory()) {
      absent = (at == tree.root ? "" : at.path()) + "/" + Paths.text(path, from, to);
    }
    if (length - to >= asked && followed > 0) {
      dangling = (at == tree.root ? "" : at.path()) + "/" + Paths.text(path, from, length);
    }
    return false;
  }

  private boolean follow(Node link, int to) {
    if (++followed > links || tree.exhausted()) {
      why = "more than " + links + " symbolic links, the last one " + link.path();
      return false;
    }
    int rest = length - to;
    asked = Math.min(asked, rest);
    var longer = Arrays.copyOf(link.target, link.target.length + rest);
    System.arraycopy(path, to, longer, link.target.length, rest);
    path = longer;
    length = longer.length;
    position = 0;
    if (link.target.length > 0 && link.target[0] == '/') {
      at = tree.root;
    }
    return true;
  }

  private @Nullable Node makeMissing() {
    for (var name : missing) {
      if (at.depth >= DEPTH) {
        why = "more than " + DEPTH + " directories deep";
        return null;
      }
      at = at.add(name, 0, name.length, Node.Kind.DIRECTORY, tree.layer);
    }
    return at;
  }
}
