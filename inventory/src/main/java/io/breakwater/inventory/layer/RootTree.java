package io.breakwater.inventory.layer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The root file system that layers add up to, as far as it matters where package databases and
/// release files are: all directories and symbolic links, and the files that may matter.
///
/// Rules, from the OCI image specification (`layer.md`, "Applying Changesets") and containerd's
/// `pkg/archive/tar.go` (`applyNaive`):
/// - An entry's directory is found by following symbolic links inside the root, and is made where
///   it is missing; its last name is not followed.
/// - An entry replaces what is at its path, with everything in it, except for a directory over a
///   directory. So a directory replaces a symbolic link to a directory.
/// - A whiteout and an opaque marker remove what lower layers have, never what the same layer
///   has, wherever in the layer they stand. (containerd obeys a whiteout where it stands and would
///   remove an entry before it; the specification says that a whiteout hides lower layers only.)
/// - A hard link shares the content that its target has at that moment; a target that is itself a
///   symbolic link is linked as such.
///
/// Files that do not matter are not in the tree; they only remove what they replace. So where a
/// link leads to a file of another name, this says [Resolution.Dangling], never that there is
/// nothing.
public final class RootTree {
  /// As many as Linux follows (path_resolution(7)).
  public static final int READ_LINKS = 40;

  /// As many as containerd follows for an entry's directory (continuity, `fs.RootPath`).
  private static final int APPLY_LINKS = 255;

  /// PATH_MAX of Linux: a deeper directory cannot be made.
  private static final int DEPTH = 4096;

  private static final byte[] ROOT = new byte[0];

  private final Node root = new Node(ROOT, 0, null, Node.Kind.DIRECTORY, -1);
  private final List<byte[]> directoriesThatMatter;
  private final long limit;
  private final long[] steps = new long[1];
  private int layer;
  private long generation;
  private @Nullable String notApplicable;

  /// @param directoriesThatMatter names of directories of which every file may matter
  /// @param limit how many names may be compared in all
  public RootTree(List<String> directoriesThatMatter, long limit) {
    this.directoriesThatMatter = directoriesThatMatter.stream().map(Paths::encode).toList();
    this.limit = limit;
  }

  /// Whether merging was given up because it took too many steps; the tree is then of no use.
  public boolean exhausted() {
    return steps[0] > limit;
  }

  /// Applies the next layer and gives the reason why no container runtime could, if there is one.
  public @Nullable String apply(LayerInventory inventory, int index) {
    layer = index;
    notApplicable = null;
    var cursor = new EntryLog.Cursor(inventory.log);
    int contents = 0;
    int lastSlash = -2;
    long parentGeneration = -1;
    @Nullable Node parent = null;
    for (int kind = cursor.next(); kind >= 0 && !exhausted(); kind = cursor.next()) {
      steps[0]++;
      int slash = lastSlash(cursor);
      var content = kind == EntryLog.CONTENT ? inventory.contents.get(contents++) : null;
      boolean sameParent =
          slash == lastSlash && cursor.shared > slash && parentGeneration == generation;
      if (!sameParent || parent == null) {
        parent = slash < 0 ? root : directory(cursor.path, slash);
        lastSlash = slash;
        parentGeneration = generation;
      }
      if (parent == null) {
        continue;
      }
      if (cursor.pathLength == 0) {
        if (kind == EntryLog.OPAQUE) {
          opaque(root);
        }
        continue;
      }
      entry(kind, parent, slash + 1, cursor, content, inventory);
    }
    return notApplicable;
  }

  private static int lastSlash(EntryLog.Cursor cursor) {
    int i = cursor.pathLength - 1;
    while (i >= 0 && cursor.path[i] != '/') {
      i--;
    }
    return i;
  }

  private void entry(
      int kind,
      Node parent,
      int from,
      EntryLog.Cursor cursor,
      @Nullable Content content,
      LayerInventory inventory) {
    var path = cursor.path;
    int to = cursor.pathLength;
    if (kind != EntryLog.WHITEOUT && kind != EntryLog.OPAQUE) {
      parent.layer = layer;
    }
    switch (kind) {
      case EntryLog.DIRECTORY -> {
        var before = parent.child(path, from, to, steps);
        if (before != null && before.isDirectory()) {
          before.layer = layer;
        } else {
          replace(parent, path, from, to, Node.Kind.DIRECTORY);
        }
      }
      case EntryLog.SYMLINK -> {
        replace(parent, path, from, to, Node.Kind.SYMLINK).target = cursor.target();
        generation++;
      }
      case EntryLog.CONTENT -> {
        var node = replace(parent, path, from, to, Node.Kind.FILE);
        node.content = content;
        node.inventory = inventory;
      }
      case EntryLog.FILE, EntryLog.OTHER -> {
        remove(parent, path, from, to);
        if (matters(parent)) {
          replace(parent, path, from, to, Node.Kind.FILE);
        }
      }
      case EntryLog.OTHER | EntryLog.NAMED -> replace(parent, path, from, to, Node.Kind.FILE);
      case EntryLog.HARDLINK, EntryLog.HARDLINK | EntryLog.NAMED ->
          hardlink(parent, path, from, to, cursor.target(), kind != EntryLog.HARDLINK);
      case EntryLog.WHITEOUT -> {
        var hidden = parent.child(path, from, to, steps);
        if (hidden != null) {
          removeLower(hidden);
        }
      }
      case EntryLog.OPAQUE -> {
        var directory = directory(path, to);
        if (directory != null) {
          opaque(directory);
        }
      }
      default -> throw new IllegalStateException("entry of kind " + kind);
    }
  }

  private boolean matters(Node directory) {
    for (var name : directoriesThatMatter) {
      if (Arrays.equals(name, directory.name)) {
        return true;
      }
    }
    return false;
  }

  private void remove(Node parent, byte[] path, int from, int to) {
    var before = parent.child(path, from, to, steps);
    if (before != null) {
      unlink(before);
    }
  }

  private Node replace(Node parent, byte[] path, int from, int to, Node.Kind kind) {
    remove(parent, path, from, to);
    return parent.add(path, from, to, kind, layer);
  }

  private void unlink(Node node) {
    if (node.parent != null) {
      node.parent.remove(node);
      if (!node.isFile()) {
        generation++;
      }
    }
  }

  private void hardlink(Node parent, byte[] path, int from, int to, byte[] target, boolean named) {
    remove(parent, path, from, to);
    int slash = target.length - 1;
    while (slash >= 0 && target[slash] != '/') {
      slash--;
    }
    var directory = slash < 0 ? root : find(target, slash);
    var linked =
        directory == null ? null : directory.child(target, slash + 1, target.length, steps);
    if (linked == null || linked.isDirectory()) {
      if (named || matters(parent)) {
        parent.add(path, from, to, Node.Kind.FILE, layer);
      }
      return;
    }
    var node = parent.add(path, from, to, linked.kind, layer);
    node.target = linked.target;
    node.content = linked.content;
    node.inventory = linked.inventory;
    if (linked.kind == Node.Kind.SYMLINK) {
      generation++;
    }
  }

  private void opaque(Node directory) {
    if (directory.opaqueIn != layer) {
      directory.opaqueIn = layer;
      for (var child : directory.children()) {
        removeLower(child);
      }
    }
  }

  /// Removes what lower layers have at a place. A directory stays where something of this layer
  /// is in it. Without recursion: directories can be deeper than a stack.
  private void removeLower(Node top) {
    var order = new ArrayList<Node>();
    var open = new ArrayDeque<Node>();
    open.push(top);
    while (!open.isEmpty() && !exhausted()) {
      var node = open.pop();
      steps[0]++;
      order.add(node);
      if (node.isDirectory() && node.hasChildren()) {
        for (var child : node.children()) {
          open.push(child);
        }
      }
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      var node = order.get(i);
      if (node.layer != layer && !(node.isDirectory() && node.hasChildren())) {
        unlink(node);
      }
    }
  }

  /// An entry's directory, made where it is missing; null where that is impossible.
  private @Nullable Node directory(byte[] path, int length) {
    var walk = new Walk(path, length, APPLY_LINKS, true);
    var end = walk.end();
    if (end == null && notApplicable == null) {
      notApplicable = "/" + Paths.text(path, 0, length) + ": " + walk.why;
    }
    return end;
  }

  private @Nullable Node find(byte[] path, int length) {
    return new Walk(path, length, APPLY_LINKS, false).end();
  }

  /// Follows a path as a program in the container would, its last name included.
  ///
  /// @param path relative to the root
  public Resolution resolve(String path) {
    return resolve(Paths.encode(path));
  }

  /// Follows a node that was listed, by the bytes of its name: they need not be UTF-8.
  public Resolution resolve(Node node) {
    return resolve(node.pathBytes());
  }

  /// Follows the path of a node with something added to its last name.
  public Resolution resolveBeside(Node node, String suffix) {
    var path = node.pathBytes();
    var added = Paths.encode(suffix);
    var both = Arrays.copyOf(path, path.length + added.length);
    System.arraycopy(added, 0, both, path.length, added.length);
    return resolve(both);
  }

  private Resolution resolve(byte[] bytes) {
    var walk = new Walk(bytes, bytes.length, READ_LINKS, false);
    var end = walk.end();
    if (end != null) {
      return new Resolution.Found(end);
    }
    if (walk.why != null) {
      return new Resolution.Broken(walk.why);
    }
    return walk.dangling != null
        ? new Resolution.Dangling(walk.dangling)
        : new Resolution.Missing();
  }

  /// The files and links of a directory, by name.
  public static List<Node> list(Node directory) {
    var children = directory.children();
    Arrays.sort(children, Comparator.comparing((Node node) -> node.name, Arrays::compareUnsigned));
    return List.of(children);
  }

  /// One walk along a path.
  private final class Walk {
    private final int links;
    private final boolean make;
    private byte[] path;
    private int length;
    private int position;
    private Node at = root;
    private int followed;

    /// How many bytes at the end of the path are not from a link's target.
    private int asked;

    private final List<byte[]> missing = new ArrayList<>();
    @Nullable String dangling;
    @Nullable String why;

    Walk(byte[] path, int length, int links, boolean make) {
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
        steps[0]++;
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
      var child = at.child(path, from, to, steps);
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
      if (length - to >= asked && followed > 0) {
        dangling = (at == root ? "" : at.path()) + "/" + Paths.text(path, from, length);
      }
      return false;
    }

    private boolean follow(Node link, int to) {
      if (++followed > links || exhausted()) {
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
        at = root;
      }
      return true;
    }

    private @Nullable Node makeMissing() {
      for (var name : missing) {
        if (at.depth >= DEPTH) {
          why = "more than " + DEPTH + " directories deep";
          return null;
        }
        at = at.add(name, 0, name.length, Node.Kind.DIRECTORY, layer);
      }
      return at;
    }
  }
}
