package io.breakwater.inventory;

import io.breakwater.inventory.database.PackageRecord;
import io.breakwater.inventory.layer.Attributes;
import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.inventory.layer.Node;
import io.breakwater.inventory.layer.Resolution;
import io.breakwater.inventory.layer.RootTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Owners of files by the file lists that are valid in the image; reads them at the first
/// question.
final class ListedOwners implements FileOwners {
  private final RootTree tree;
  private final DatabaseView databases;
  private final List<InstalledPackage> packages;
  private @Nullable Map<String, InstalledPackage> owners;
  private @Nullable Map<String, InstalledPackage> ofSpecial;
  private @Nullable Set<String> special;

  ListedOwners(RootTree tree, DatabaseView databases, List<InstalledPackage> packages) {
    this.tree = tree;
    this.databases = databases;
    this.packages = packages;
  }

  @Override
  public synchronized Optional<InstalledPackage> ownerOf(String path) {
    var known = owners;
    if (known == null && special().contains(name(path))) {
      return Optional.ofNullable(ofSpecial().get(path));
    }
    if (known == null) {
      known = read(one -> true);
      owners = known;
    }
    return Optional.ofNullable(known.get(path));
  }

  /// Names of the files with special permissions, which are asked for in every image.
  private Set<String> special() {
    var known = special;
    if (known == null) {
      var names = new HashSet<String>();
      tree.each(
          node -> {
            var attributes = node.attributes();
            if (attributes != null && Attributes.isSpecial(attributes.mode(), node.isDirectory())) {
              names.add(node.nameText());
            }
          });
      special = names;
      known = names;
    }
    return known;
  }

  /// A table of all paths costs more than all other work on a large image.
  private Map<String, InstalledPackage> ofSpecial() {
    var known = ofSpecial;
    if (known == null) {
      var names = special();
      known = read(path -> path.lastIndexOf('/') == 0 || names.contains(name(path)));
      ofSpecial = known;
    }
    return known;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// @param wanted the paths to keep
  private Map<String, InstalledPackage> read(Predicate<String> wanted) {
    var found = new HashMap<String, InstalledPackage>();
    var moved = movedFolders();
    for (var part : databases.parts) {
      var byName = byName(part);
      for (var lists : lists(part, byName).entrySet()) {
        lists
            .getKey()
            .eachPath(
                lists.getValue(),
                (owner, path) -> {
                  var one = wanted.test(path) ? byName.get(owner) : null;
                  if (one != null) {
                    found.putIfAbsent(path, one);
                    var elsewhere = moved.get(top(path));
                    if (elsewhere != null) {
                      found.putIfAbsent(elsewhere + path.substring(top(path).length()), one);
                    }
                  }
                });
      }
    }
    return found;
  }

  /// Folders at the top that are links, and where they lead: a package may still name its files by
  /// them (`/bin/mount` of a system whose `/bin` is `usr/bin`).
  private Map<String, String> movedFolders() {
    var moved = new HashMap<String, String>();
    if (tree.resolve("") instanceof Resolution.Found(Node root)) {
      for (var child : RootTree.list(root)) {
        if (tree.resolve(child) instanceof Resolution.Found(Node folder)
            && folder.isDirectory()
            && !folder.path().equals(child.path())) {
          moved.put(child.path(), folder.path());
        }
      }
    }
    return moved;
  }

  /// The first folder of a path: `/bin` of `/bin/mount`.
  private static String top(String path) {
    int slash = path.indexOf('/', 1);
    return slash < 0 ? path : path.substring(0, slash);
  }

  /// The file lists of one file of a database, by the layer that they are from.
  private Map<LayerInventory, Map<Integer, String>> lists(
      DatabaseView.Part part, Map<String, InstalledPackage> byName) {
    var lists = new HashMap<LayerInventory, Map<Integer, String>>();
    var inventory = part.node().inventory();
    if (part.node().content() instanceof Content.Packages own
        && own.fileList() >= 0
        && inventory != null) {
      lists.computeIfAbsent(inventory, key -> new HashMap<>()).put(own.fileList(), "");
    }
    for (var folder : folders(part)) {
      for (var file : files(folder)) {
        var from = file.inventory();
        if (file.content() instanceof Content.FileList list && from != null) {
          var owner = part.database().ownerByFileName(file.nameText());
          if (byName.containsKey(owner)) {
            lists.computeIfAbsent(from, key -> new HashMap<>()).put(list.number(), owner);
          }
        }
      }
    }
    return lists;
  }

  /// Where the lists are: in the database's own folder of lists, or beside the packages.
  private static List<String> folders(DatabaseView.Part part) {
    var folders = new ArrayList<String>();
    if (!part.database().fileLists().isEmpty()) {
      folders.add(part.database().fileLists());
    }
    var parent = parent(part.file());
    if (part.database().directories().contains(parent)) {
      folders.add(parent);
    }
    return folders;
  }

  private List<Node> files(String folder) {
    return tree.resolve(folder) instanceof Resolution.Found(Node directory)
            && directory.isDirectory()
        ? RootTree.list(directory)
        : List.of();
  }

  private static String parent(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 1 ? "" : file.substring(1, slash);
  }

  /// By name, and by [PackageRecord#identity] for databases that may hold a name several times.
  private Map<String, InstalledPackage> byName(DatabaseView.Part part) {
    var byName = new HashMap<String, InstalledPackage>();
    for (var one : packages) {
      if (one.file().equals(part.file())) {
        byName.putIfAbsent(one.name(), one);
        byName.putIfAbsent(PackageRecord.identity(one.name(), one.version(), one.arch()), one);
      }
    }
    return byName;
  }
}
