package io.breakwater.inventory;

import io.breakwater.inventory.files.ConfigurationFiles;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import io.breakwater.inventory.files.ProgramNames;
import io.breakwater.inventory.files.SpecialFile;
import io.breakwater.inventory.layer.Attributes;
import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.inventory.layer.Node;
import io.breakwater.inventory.layer.Resolution;
import io.breakwater.inventory.layer.RootTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of an image that was merged from its layers.
///
/// Nearly all questions are answered by the tree that the merge made, which has what is called
/// like configuration. Whether a file of another name is there only the tree of everything tells;
/// it is made at the first such question.
final class MergedFiles implements ImageFiles {
  /// So many files fit into the memory of a scan (some 100 bytes each).
  private static final int ROOM = 500_000;

  private final RootTree tree;
  private final List<@Nullable LayerInventory> layers;
  private final long steps;
  private final String incomplete;
  private @Nullable RootTree everything;
  private @Nullable Survey survey;

  /// @param layers those that `tree` was merged from, null for one that could not be read
  /// @param steps limit of a merge
  /// @param incomplete why something may be there that is not known of; empty when all is known
  MergedFiles(RootTree tree, List<@Nullable LayerInventory> layers, long steps, String incomplete) {
    this.tree = tree;
    this.layers = layers;
    this.steps = steps;
    this.incomplete = incomplete;
  }

  @Override
  public boolean known() {
    return true;
  }

  @Override
  public synchronized Lookup find(String path) {
    return switch (tree.resolve(path)) {
      case Resolution.Found(Node node) -> found(node);
      case Resolution.Broken(String why) -> new Lookup.Unknown(why);
      case Resolution.Missing() -> absent(path);
      case Resolution.Dangling(String target) -> absent(path);
    };
  }

  private static Lookup found(Node node) {
    if (node.isDirectory()) {
      return new Lookup.Directory(node.path());
    }
    var attributes = node.attributes();
    return switch (node.content()) {
      case Content.Text(String text) when attributes != null ->
          new Lookup.Found(
              new ImageFile(
                  node.path(),
                  text,
                  attributes.mode(),
                  attributes.uid(),
                  attributes.gid(),
                  attributes.layer()));
      case Content.Unread unread when !unread.why().isEmpty() -> new Lookup.Unread(unread.why());
      case Content.Packages packages -> new Lookup.Unread("it was read as a package database");
      case null ->
          new Lookup.Unread(
              "what is in it was not kept: it is a device, or not called like configuration");
      default -> new Lookup.Unread("it was not read as configuration");
    };
  }

  private Lookup absent(String path) {
    if (!isExact(tree.absent(path))) {
      var all = everything();
      if (all.exhausted()) {
        return new Lookup.Unknown("the image has more files than can be looked at");
      }
      if (all.resolve(path) instanceof Resolution.Found(Node node)) {
        return found(node);
      }
    }
    return incomplete.isEmpty() ? new Lookup.Missing() : new Lookup.Unknown(incomplete);
  }

  /// Whether a file at a path would be in the small tree.
  private boolean isExact(String absent) {
    return absent.isEmpty()
        || (!tree.throughLinks()
            && ConfigurationFiles.mayBe(absent.substring(1), absent.lastIndexOf('/')));
  }

  @Override
  public synchronized Optional<List<String>> list(String directory) {
    if (!incomplete.isEmpty() || !isDirectory(tree.resolve(directory))) {
      return Optional.empty();
    }
    var from = tree;
    if (!hasAll(directory)) {
      from = everything();
      if (from.exhausted()) {
        return Optional.empty();
      }
    }
    if (!(from.resolve(directory) instanceof Resolution.Found(Node node))) {
      return Optional.empty();
    }
    return Optional.of(RootTree.list(node).stream().map(Node::nameExact).toList());
  }

  private boolean hasAll(String directory) {
    return !tree.throughLinks()
        && tree.resolve(directory) instanceof Resolution.Found(Node node)
        && ConfigurationFiles.hasAll(node.path().substring(1));
  }

  private static boolean isDirectory(Resolution resolution) {
    return resolution instanceof Resolution.Found(Node node) && node.isDirectory();
  }

  private RootTree everything() {
    var known = everything;
    if (known == null) {
      known = RootTree.ofEverything(steps, ROOM);
      for (int i = 0; i < layers.size(); i++) {
        var layer = layers.get(i);
        if (layer != null) {
          known.apply(layer, i);
        }
      }
      everything = known;
    }
    return known;
  }

  @Override
  public synchronized List<String> programs(String name) {
    return survey().programs.getOrDefault(name, List.of());
  }

  @Override
  public synchronized List<SpecialFile> special() {
    return survey().special;
  }

  private Survey survey() {
    var known = survey;
    if (known == null) {
      known = new Survey();
      survey = known;
    }
    return known;
  }

  /// What one walk over all nodes finds.
  private final class Survey {
    final List<SpecialFile> special = new ArrayList<>();
    final Map<String, List<String>> programs = new HashMap<>();

    Survey() {
      tree.each(this::look);
      if (tree.throughLinks()) {
        // A program may have come in by a path that did not look like one's.
        programs.clear();
        everything().each(this::program);
      } else {
        tree.each(this::program);
      }
      special.sort(Comparator.comparing(SpecialFile::path));
      programs.values().forEach(paths -> paths.sort(null));
    }

    private void look(Node node) {
      var attributes = node.attributes();
      if (attributes != null && Attributes.isSpecial(attributes.mode(), node.isDirectory())) {
        special.add(
            new SpecialFile(
                node.path(),
                node.isDirectory(),
                attributes.mode(),
                attributes.uid(),
                attributes.gid(),
                attributes.layer()));
      }
    }

    private void program(Node folder) {
      if (!folder.isDirectory() || !ProgramNames.isFolder(folder.nameText())) {
        return;
      }
      for (var child : RootTree.list(folder)) {
        var path = folder.nameText() + "/" + child.nameText();
        if (ProgramNames.mayBe(path, path.indexOf('/') + 1) && isProgram(child)) {
          programs.computeIfAbsent(child.nameText(), name -> new ArrayList<>()).add(child.path());
        }
      }
    }

    /// A name that may be a program's. What it is a link to, symbolic or hard, may have a name
    /// that only the tree of everything has.
    private boolean isProgram(Node node) {
      if (node.isDirectory() || isExecutable(tree.resolve(node))) {
        return !node.isDirectory();
      }
      var all = everything();
      return all.exhausted() || isExecutable(all.resolve(node));
    }

    private static boolean isExecutable(Resolution resolution) {
      return resolution instanceof Resolution.Found(Node node)
          && node.isFile()
          && node.isExecutable();
    }
  }
}
