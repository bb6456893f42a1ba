package io.breakwater.inventory.layer;

import io.breakwater.image.tar.EntryNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A directory, a symbolic link, or a file, in a [RootTree].
///
/// Children are found by the bytes of their names, without making an object for a name that is
/// looked up.
public final class Node {
  /// What a node is.
  enum Kind {
    DIRECTORY,
    SYMLINK,
    FILE
  }

  private static final Node[] NO_CHILDREN = new Node[0];
  private static final byte[] NOTHING = new byte[0];

  final byte[] name;
  final int hash;
  @Nullable Node parent;
  Kind kind;

  /// The layer that wrote the node last, or wrote something into it.
  int layer;

  /// Of a symbolic link, as written.
  byte[] target = NOTHING;

  /// Of a file: null where the content was not kept.
  @Nullable Content content;

  /// The inventory whose file lists the content speaks of.
  @Nullable LayerInventory inventory;

  /// Null where they do not matter.
  @Nullable Attributes attributes;

  /// Of a file: whether somebody may execute it.
  boolean executable;

  /// Of a file: the secrets in it.
  @Nullable SecretFile secrets;

  /// The layer in which an opaque marker was last obeyed, -1 for none.
  int opaqueIn = -1;

  final int depth;
  private @Nullable Node chain;
  private @Nullable Node[] table = NO_CHILDREN;
  private int count;

  Node(byte[] name, int hash, @Nullable Node parent, Kind kind, int layer) {
    this.name = name;
    this.hash = hash;
    this.parent = parent;
    this.kind = kind;
    this.layer = layer;
    this.depth = parent == null ? 0 : parent.depth + 1;
  }

  boolean hasChildren() {
    return count > 0;
  }

  /// The child whose name is this range, and how many names were compared, added to `steps[0]`.
  @Nullable Node child(byte[] bytes, int from, int to, long[] steps) {
    if (count == 0) {
      return null;
    }
    int wanted = Paths.hash(bytes, from, to);
    for (var node = table[wanted & table.length - 1]; node != null; node = node.chain) {
      steps[0]++;
      if (node.hash == wanted && Arrays.equals(node.name, 0, node.name.length, bytes, from, to)) {
        return node;
      }
    }
    return null;
  }

  Node add(byte[] bytes, int from, int to, Kind kind, int layer) {
    var name = Arrays.copyOfRange(bytes, from, to);
    var node = new Node(name, Paths.hash(name, 0, name.length), this, kind, layer);
    if (count >= table.length) {
      grow();
    }
    int slot = node.hash & table.length - 1;
    node.chain = table[slot];
    table[slot] = node;
    count++;
    return node;
  }

  private void grow() {
    var larger = new @Nullable Node[Math.max(4, table.length * 2)];
    for (var first : table) {
      var node = first;
      while (node != null) {
        var following = node.chain;
        int slot = node.hash & larger.length - 1;
        node.chain = larger[slot];
        larger[slot] = node;
        node = following;
      }
    }
    table = larger;
  }

  void remove(Node child) {
    int slot = child.hash & table.length - 1;
    var node = table[slot];
    if (node == child) {
      table[slot] = child.chain;
      count--;
    } else {
      while (node != null && node.chain != child) {
        node = node.chain;
      }
      if (node != null) {
        node.chain = child.chain;
        count--;
      }
    }
    child.chain = null;
    child.parent = null;
  }

  /// The children, in no order.
  Node[] children() {
    var all = new Node[count];
    int i = 0;
    for (var first : table) {
      for (var node = first; node != null; node = node.chain) {
        all[i++] = node;
      }
    }
    return all;
  }

  /// The content, null where the file was not kept.
  public @Nullable Content content() {
    return content;
  }

  /// The inventory of the layer that the content is from.
  public @Nullable LayerInventory inventory() {
    return inventory;
  }

  /// Mode and owner, null where they do not matter.
  public @Nullable Attributes attributes() {
    return attributes;
  }

  /// Whether it is a file that somebody may execute.
  public boolean isExecutable() {
    return executable;
  }

  /// The file with secrets that it is, null where none were found.
  public @Nullable SecretFile secrets() {
    return secrets;
  }

  /// Index of the layer that wrote it.
  public int layer() {
    return layer;
  }

  public boolean isFile() {
    return kind == Kind.FILE;
  }

  public boolean isLink() {
    return kind == Kind.SYMLINK;
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /// Its own name, for people.
  public String nameText() {
    return Paths.text(name, 0, name.length);
  }

  /// Its own name in the form of [io.breakwater.image.LayerEntry], which tells all names apart.
  public String nameExact() {
    return EntryNames.text(name, 0, name.length);
  }

  /// The absolute path, for people.
  public String path() {
    var path = pathBytes();
    return path.length == 0 ? "/" : Paths.text(path, 0, path.length);
  }

  /// The absolute path as the image has it, UTF-8 or not; empty for the root.
  byte[] pathBytes() {
    int length = 0;
    for (var node = this; node.parent != null; node = node.parent) {
      length += node.name.length + 1;
    }
    var path = new byte[length];
    for (var node = this; node.parent != null; node = node.parent) {
      length -= node.name.length;
      System.arraycopy(node.name, 0, path, length, node.name.length);
      path[--length] = '/';
    }
    return path;
  }
}
