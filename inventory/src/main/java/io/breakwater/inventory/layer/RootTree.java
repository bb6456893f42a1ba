package io.breakwater.inventory.layer;

import io.breakwater.secrets.SecretMatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The root file system that layers add up to: all directories and symbolic links, and the files
/// that may matter, or all files.
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
/// Files that do not matter are not in the tree, unless it is one of everything; they only remove
/// what they replace. So where a link leads to a file of another name, this says
/// [Resolution.Dangling], never that there is nothing.
public final class RootTree {
  /// As many as Linux follows (path_resolution(7)).
  public static final int READ_LINKS = 40;

  /// As many as containerd follows for an entry's directory (continuity, `fs.RootPath`).
  private static final int APPLY_LINKS = 255;

  /// Flags of a file that has its place in any tree.
  private static final int MATTERS = EntryLog.NAMED | EntryLog.ATTRIBUTES | EntryLog.SECRET;

  private static final byte[] ROOT = new byte[0];

  final Node root = new Node(ROOT, 0, null, Node.Kind.DIRECTORY, -1);
  private final List<byte[]> directoriesThatMatter;
  private final long limit;
  final long[] steps = new long[1];
  private final boolean everything;
  int layer;
  private long generation;
  private boolean throughLinks;
  private int room;
  private @Nullable String notApplicable;
  private final List<SecretFile> found = new ArrayList<>();

  /// @param directoriesThatMatter names of directories of which every file may matter
  /// @param limit how many names may be compared in all
  public RootTree(List<String> directoriesThatMatter, long limit) {
    this(directoriesThatMatter, limit, 0);
  }

  /// A tree that will have all files.
  ///
  /// @param limit how many names may be compared in all
  /// @param files how many files there is room for
  public static RootTree ofEverything(long limit, int files) {
    return new RootTree(List.of(), limit, files);
  }

  private RootTree(List<String> directoriesThatMatter, long limit, int room) {
    this.room = room;
    this.everything = room > 0;
    this.directoriesThatMatter = directoriesThatMatter.stream().map(Paths::encode).toList();
    this.limit = limit;
  }

  /// Whether merging was given up, since it took too many steps or files; the tree is then of no
  /// use.
  public boolean exhausted() {
    return steps[0] > limit || room < 0;
  }

  /// Gives all directories, links and files to `sink`, in no order.
  public void each(Consumer<Node> sink) {
    var open = new ArrayDeque<Node>();
    open.push(root);
    while (!open.isEmpty()) {
      var node = open.pop();
      sink.accept(node);
      if (node.hasChildren()) {
        for (var child : node.children()) {
          open.push(child);
        }
      }
    }
  }

  /// Whether an entry of any layer was written through a symbolic link, so that what its name
  /// said when the layer was read is not what it is called.
  public boolean throughLinks() {
    return throughLinks;
  }

  /// Applies the next layer and gives the reason why no container runtime could, if there is one.
  public @Nullable String apply(LayerInventory inventory, int index) {
    layer = index;
    notApplicable = null;
    found.clear();
    var cursor = new EntryLog.Cursor(inventory.log);
    int contents = 0;
    int secrets = 0;
    int lastSlash = -2;
    long parentGeneration = -1;
    @Nullable Node parent = null;
    for (int kind = cursor.next(); kind >= 0 && !exhausted(); kind = cursor.next()) {
      steps[0]++;
      int slash = lastSlash(cursor);
      var content = kind == EntryLog.CONTENT ? inventory.contents.get(contents++) : null;
      var matches =
          (cursor.flags & EntryLog.SECRET) == 0 ? null : inventory.secrets.files().get(secrets++);
      boolean sameParent =
          slash == lastSlash && cursor.shared > slash && parentGeneration == generation;
      if (!sameParent || parent == null) {
        parent = slash < 0 ? root : directory(cursor.path, slash);
        lastSlash = slash;
        parentGeneration = generation;
      }
      if (parent == null) {
        if (matches != null) {
          found.add(secretFile(null, slash + 1, cursor, matches));
        }
        continue;
      }
      if (cursor.pathLength == 0) {
        root(kind, cursor);
        continue;
      }
      var node = entry(kind, parent, slash + 1, cursor, content, inventory);
      if (node != null && matches != null) {
        node.secrets = secretFile(parent, slash + 1, cursor, matches);
        found.add(node.secrets);
      }
    }
    return notApplicable;
  }

  /// The files with secrets of the layer that was applied last, in the order of its entries.
  public List<SecretFile> secretsOfLayer() {
    return List.copyOf(found);
  }

  private SecretFile secretFile(
      @Nullable Node parent, int from, EntryLog.Cursor cursor, List<SecretMatch> matches) {
    var written = "/" + Paths.text(cursor.path, 0, cursor.pathLength);
    var path =
        parent == null
            ? written
            : (parent == root ? "" : parent.path())
                + "/"
                + Paths.text(cursor.path, from, cursor.pathLength);
    return new SecretFile(path, written, layer, matches);
  }

  private void root(int kind, EntryLog.Cursor cursor) {
    if (kind == EntryLog.OPAQUE) {
      opaque(root);
    } else if (kind == EntryLog.DIRECTORY) {
      root.attributes = attributes(cursor);
    }
  }

  private @Nullable Attributes attributes(EntryLog.Cursor cursor) {
    return (cursor.flags & EntryLog.ATTRIBUTES) == 0
        ? null
        : new Attributes(cursor.mode, cursor.uid, cursor.gid, layer);
  }

  private static int lastSlash(EntryLog.Cursor cursor) {
    int i = cursor.pathLength - 1;
    while (i >= 0 && cursor.path[i] != '/') {
      i--;
    }
    return i;
  }

  /// Applies one entry and gives the file that it made, if it made one.
  private @Nullable Node entry(
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
      case EntryLog.DIRECTORY -> directory(parent, from, cursor);
      case EntryLog.SYMLINK -> {
        replace(parent, path, from, to, Node.Kind.SYMLINK).target = cursor.target();
        generation++;
      }
      case EntryLog.CONTENT, EntryLog.FILE, EntryLog.OTHER -> {
        return file(kind, parent, from, cursor, content, inventory);
      }
      case EntryLog.HARDLINK -> hardlink(parent, from, cursor);
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
    return null;
  }

  private void directory(Node parent, int from, EntryLog.Cursor cursor) {
    var before = parent.child(cursor.path, from, cursor.pathLength, steps);
    if (before == null || !before.isDirectory()) {
      before = replace(parent, cursor.path, from, cursor.pathLength, Node.Kind.DIRECTORY);
    }
    before.layer = layer;
    before.attributes = attributes(cursor);
  }

  private @Nullable Node file(
      int kind,
      Node parent,
      int from,
      EntryLog.Cursor cursor,
      @Nullable Content content,
      LayerInventory inventory) {
    remove(parent, cursor.path, from, cursor.pathLength);
    boolean kept = kind == EntryLog.CONTENT || (cursor.flags & MATTERS) != 0;
    if (!kept && !matters(parent)) {
      return null;
    }
    var node = parent.add(cursor.path, from, cursor.pathLength, Node.Kind.FILE, layer);
    node.content = content;
    node.inventory = kind == EntryLog.CONTENT ? inventory : null;
    node.attributes = attributes(cursor);
    node.executable = (cursor.flags & EntryLog.EXECUTABLE) != 0;
    return node;
  }

  private boolean matters(Node directory) {
    if (everything) {
      room--;
      return true;
    }
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

  private void hardlink(Node parent, int from, EntryLog.Cursor cursor) {
    int to = cursor.pathLength;
    remove(parent, cursor.path, from, to);
    var target = cursor.target();
    int slash = target.length - 1;
    while (slash >= 0 && target[slash] != '/') {
      slash--;
    }
    var directory = slash < 0 ? root : find(target, slash);
    var linked =
        directory == null ? null : directory.child(target, slash + 1, target.length, steps);
    boolean known = linked != null && !linked.isDirectory();
    if (!known && (cursor.flags & MATTERS) == 0 && !matters(parent)) {
      return;
    }
    var kind = known && linked != null ? linked.kind : Node.Kind.FILE;
    var node = parent.add(cursor.path, from, to, kind, layer);
    node.executable = (cursor.flags & EntryLog.EXECUTABLE) != 0;
    var attributes = attributes(cursor);
    if (known && linked != null) {
      node.target = linked.target;
      node.content = linked.content;
      node.inventory = linked.inventory;
      node.executable |= linked.executable;
      node.secrets = linked.secrets;
      // A runtime sets the mode that the link's entry has, which is the mode of all its names.
      linked.attributes = attributes == null ? linked.attributes : attributes;
      attributes = linked.attributes;
    }
    node.attributes = attributes;
    if (kind == Node.Kind.SYMLINK) {
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
    var walk = new Walk(this, path, length, APPLY_LINKS, true);
    var end = walk.end();
    throughLinks |= walk.followed > 0;
    if (end == null && notApplicable == null) {
      notApplicable = "/" + Paths.text(path, 0, length) + ": " + walk.why;
    }
    return end;
  }

  private @Nullable Node find(byte[] path, int length) {
    return new Walk(this, path, length, APPLY_LINKS, false).end();
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

  /// What is not there although its directory is: the absolute path behind all links that
  /// [#resolve] found nothing at. Empty where something is there, or the directory is missing too.
  public String absent(String path) {
    var bytes = Paths.encode(path);
    var walk = new Walk(this, bytes, bytes.length, READ_LINKS, false);
    return walk.end() == null ? walk.absent : "";
  }

  private Resolution resolve(byte[] bytes) {
    var walk = new Walk(this, bytes, bytes.length, READ_LINKS, false);
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
}
