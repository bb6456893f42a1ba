package io.breakwater.inventory;

import io.breakwater.inventory.database.PackageDatabase;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.StoreDatabase;
import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.Node;
import io.breakwater.inventory.layer.Resolution;
import io.breakwater.inventory.layer.RootTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The package databases that are in a root file system at one moment.
final class DatabaseView {
  /// One file of a database.
  ///
  /// @param file absolute path, behind all links
  record Part(PackageDatabase database, String file, Node node, PackageList list) {}

  private static final String NEXT =
      "rebuild the image from a base whose package database is whole, or keep the database in it";

  private static final String MAKE_ROOM =
      "make room there, or name another folder for temporary files with -Djava.io.tmpdir";

  final List<Part> parts = new ArrayList<>();
  final List<String> databases = new ArrayList<>();
  final List<Gap> gaps = new ArrayList<>();
  private final RootTree tree;
  private final Set<Node> seen = new HashSet<>();

  private DatabaseView(RootTree tree) {
    this.tree = tree;
  }

  static DatabaseView of(RootTree tree) {
    var view = new DatabaseView(tree);
    for (var database : PackageDatabases.ALL) {
      for (var place : database.places()) {
        view.place(database, place);
      }
      for (var path : database.directories()) {
        view.directory(database, path);
      }
    }
    return view;
  }

  /// One place, of whose files the package manager uses one.
  private void place(PackageDatabase database, List<String> alternatives) {
    var found = new ArrayList<Node>();
    var problems = new LinkedHashMap<String, String>();
    for (var path : alternatives) {
      switch (tree.resolve(path)) {
        case Resolution.Found(Node node) -> {
          // What another place leads to as well was looked at there.
          if (seen.add(node)) {
            found.add(node);
          }
        }
        case Resolution.Missing() -> {}
        case Resolution.Dangling(String target) ->
            problems.put(path, "it leads to " + target + ", which is not there or was not read");
        case Resolution.Broken(String why) -> problems.put(path, why);
      }
    }
    // A folder that cannot be reached is told once, not for each file that might be in it.
    boolean folder = problems.size() == alternatives.size();
    for (var path : folder ? alternatives.subList(0, 1) : List.copyOf(problems.keySet())) {
      unreadable(path, problems.getOrDefault(path, ""), null);
    }
    choose(database, found);
  }

  private void choose(PackageDatabase database, List<Node> files) {
    @Nullable Node chosen = null;
    for (var file : files) {
      chosen = chosen == null && packages(database, file) > 0 ? file : chosen;
    }
    for (var file : files) {
      if (chosen == null || file == chosen || packages(database, file) < 0) {
        databases.add(file.path());
        part(database, file);
      } else if (packages(database, file) > 0) {
        other(chosen, file);
      }
    }
  }

  /// How many packages a file holds, -1 where that is not known.
  private static int packages(PackageDatabase database, Node file) {
    if (!(file.content() instanceof Content.Packages content)
        || !content.database().equals(database.name())) {
      return -1;
    }
    int count = content.list().packages().size();
    return count == 0 && content.list().damage() != null ? -1 : count;
  }

  /// Beside the file that was chosen, another one holds packages.
  private void other(Node chosen, Node file) {
    if (chosen.content() instanceof Content.Packages one
        && file.content() instanceof Content.Packages two) {
      damage(file, two.list());
      if (Set.copyOf(one.list().packages()).equals(Set.copyOf(two.list().packages()))) {
        return;
      }
      gaps.add(
          new Gap(
              "package-database-ambiguous",
              chosen.path()
                  + " holds "
                  + one.list().packages().size()
                  + " packages and "
                  + file.path()
                  + " beside it holds "
                  + two.list().packages().size()
                  + " that are not the same; the first was taken",
              "remove the database that the package manager does not use, and build again",
              OptionalInt.of(file.layer()),
              OptionalLong.empty()));
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
          if (database instanceof StoreDatabase store) {
            companions(store, node, packages);
          }
        }
      }
      case Content.Unread unread when !unread.code().isEmpty() ->
          gap(unread.code(), node.path() + ": " + unread.why(), node);
      case null -> unreadable(relative(node), "its content was not kept", node);
      default -> unreadable(relative(node), "it is no " + database.name() + " database", node);
    }
  }

  /// A store was read with the companions of its own layer. What another layer adds, replaces or
  /// takes away makes it say something else.
  private void companions(StoreDatabase database, Node store, Content.Packages packages) {
    for (var suffix : database.companions(store.path())) {
      boolean read = packages.companions().contains(suffix);
      var place = store.path() + suffix;
      switch (tree.resolveBeside(store, suffix)) {
        case Resolution.Found(Node node) when node.content() instanceof Content.Companion one -> {
          boolean own = node.inventory() == store.inventory();
          if (read ? !own : !one.changes().isEmpty()) {
            var changes = one.changes().isEmpty() ? "other content" : one.changes();
            elsewhere(place + " of another layer holds " + changes, node);
          }
        }
        case Resolution.Missing() -> {
          if (read) {
            elsewhere(place + " was taken away again by a layer above", store);
          }
        }
        case Resolution.Found(Node node) -> elsewhere(place + " could not be read", node);
        case Resolution.Dangling(String target) ->
            elsewhere(place + " leads to " + target + ", which was not read", store);
        case Resolution.Broken(String why) -> elsewhere(place + ": " + why, store);
      }
    }
  }

  private void elsewhere(String why, Node node) {
    gaps.add(
        new Gap(
            "package-database-log-elsewhere",
            why + ", so the database says something else than it said where it was read",
            "open the database once (rpm -qa) before the last layer is made, or squash the layers",
            OptionalInt.of(node.layer()),
            OptionalLong.empty()));
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
    var next = code.equals(Content.Unread.SPOOL_FAILED) ? MAKE_ROOM : NEXT;
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
