package io.breakwater.inventory;

import io.breakwater.inventory.database.PackageDatabase;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.Node;
import io.breakwater.inventory.layer.Resolution;
import io.breakwater.inventory.layer.RootTree;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The package databases that are in a root file system at one moment.
final class DatabaseView {
  /// One file of a database.
  ///
  /// @param file absolute path, behind all links
  record Part(PackageDatabase database, String file, Node node, PackageList list) {}

  private static final String NEXT =
      "rebuild the image from a base whose package database is whole, or keep the database in it";

  final List<Part> parts = new ArrayList<>();
  final List<String> databases = new ArrayList<>();
  final List<Gap> gaps = new ArrayList<>();
  private final RootTree tree;

  private DatabaseView(RootTree tree) {
    this.tree = tree;
  }

  static DatabaseView of(RootTree tree) {
    var view = new DatabaseView(tree);
    for (var database : PackageDatabases.ALL) {
      for (var path : database.files()) {
        view.file(database, path);
      }
      for (var path : database.directories()) {
        view.directory(database, path);
      }
    }
    return view;
  }

  private void file(PackageDatabase database, String path) {
    switch (tree.resolve(path)) {
      case Resolution.Found(Node node) -> {
        boolean seen = databases.contains(node.path());
        if (!seen) {
          databases.add(node.path());
          part(database, node);
        }
      }
      case Resolution.Missing() -> {}
      case Resolution.Dangling(String target) ->
          unreadable(path, "it leads to " + target + ", which is not there or was not read", null);
      case Resolution.Broken(String why) -> unreadable(path, why, null);
    }
  }

  private void directory(PackageDatabase database, String path) {
    switch (tree.resolve(path)) {
      case Resolution.Found(Node node) -> {
        if (!node.isDirectory()) {
          unreadable(path, "it is no directory", node);
        } else if (!path.endsWith("/" + node.nameText())) {
          // What a directory of another name holds was not known to matter.
          databases.add(node.path());
          unreadable(path, "it is a link to " + node.path(), node);
        } else {
          files(database, node);
        }
      }
      case Resolution.Missing() -> {}
      case Resolution.Dangling(String target) ->
          unreadable(path, "it leads to " + target + ", which is not there", null);
      case Resolution.Broken(String why) -> unreadable(path, why, null);
    }
  }

  private void files(PackageDatabase database, Node directory) {
    int before = parts.size() + gaps.size();
    for (var child : RootTree.list(directory)) {
      var path = relative(child);
      switch (tree.resolve(child)) {
        case Resolution.Found(Node node) when node.isFile() -> {
          if (!(node.content() instanceof Content.FileList)) {
            part(database, node);
          }
        }
        case Resolution.Found(Node node) -> {}
        case Resolution.Missing() -> unreadable(path, "it could not be found again", child);
        case Resolution.Dangling(String target) -> unreadable(path, "it leads to " + target, child);
        case Resolution.Broken(String why) -> unreadable(path, why, child);
      }
    }
    if (parts.size() + gaps.size() > before) {
      databases.add(directory.path());
    }
  }

  private void part(PackageDatabase database, Node node) {
    switch (node.content()) {
      case Content.Packages packages when packages.database().equals(database.name()) -> {
        if (parts.stream().noneMatch(part -> packages.equals(part.node().content()))) {
          parts.add(new Part(database, node.path(), node, packages.list()));
          damage(node, packages.list());
        }
      }
      case Content.Unread unread when !unread.code().isEmpty() ->
          gap(unread.code(), node.path() + ": " + unread.why(), node);
      case null -> unreadable(relative(node), "its content was not kept", node);
      default -> unreadable(relative(node), "it is no " + database.name() + " database", node);
    }
  }

  private static String relative(Node node) {
    return node.path().substring(1);
  }

  private void damage(Node node, PackageList list) {
    var damage = list.damage();
    if (damage != null) {
      gap(
          damage.code(),
          node.path()
              + ", byte "
              + damage.offset()
              + ": "
              + damage.why()
              + " ("
              + list.packages().size()
              + " packages could be read)",
          node);
    }
  }

  private void unreadable(String path, String why, @Nullable Node node) {
    gap("package-database-unreadable", "/" + path + ": " + why, node);
  }

  private void gap(String code, String message, @Nullable Node node) {
    var next =
        code.equals("package-database-unsupported")
            ? "scan the image with a version that reads this kind of package database"
            : NEXT;
    var layer = node == null ? OptionalInt.empty() : OptionalInt.of(node.layer());
    gaps.add(new Gap(code, message, next, layer, OptionalLong.empty()));
  }

  /// Whether both views show the same files with the same content.
  boolean sameParts(DatabaseView other) {
    if (parts.size() != other.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).list().equals(other.parts.get(i).list())) {
        return false;
      }
    }
    return true;
  }
}
