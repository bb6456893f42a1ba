package io.breakwater.inventory;

import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.Node;
import io.breakwater.inventory.layer.Resolution;
import io.breakwater.inventory.layer.RootTree;
import io.breakwater.inventory.redhat.ContentManifests;
import io.breakwater.inventory.redhat.ModuleStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a root file system and the image's labels say of Red Hat's products. It decides which
/// advisories apply, so what cannot be read of it is a gap.
final class ProductsView {
  /// Label of images that Red Hat builds since 2024: the product as a CPE, several with blanks or
  /// commas between them.
  private static final String CPE = "cpe";

  final Products products;
  final List<Gap> gaps = new ArrayList<>();
  private final RootTree tree;
  private final List<String> repositories = new ArrayList<>();
  private final Map<String, String> modules = new HashMap<>();

  ProductsView(RootTree tree, Map<String, String> labels) {
    this.tree = tree;
    for (var folder : ContentManifests.FOLDERS) {
      files(folder);
    }
    files(ModuleStreams.FOLDER);
    this.products = new Products(repositories, cpes(labels.getOrDefault(CPE, "")), modules);
  }

  private static List<String> cpes(String label) {
    var cpes = new ArrayList<String>();
    for (var word : label.split("[\\s,]+", 100)) {
      if (word.startsWith("cpe:")) {
        cpes.add(word);
      }
    }
    return cpes;
  }

  private void files(String folder) {
    switch (tree.resolve(folder)) {
      case Resolution.Found(Node node) -> {
        if (!folder.endsWith("/" + node.nameText())) {
          // What a directory of another name holds was not known to matter.
          unreadable("/" + folder + " is a link to " + node.path(), node);
        } else if (node.isDirectory()) {
          for (var child : RootTree.list(node)) {
            file(folder, child);
          }
        }
      }
      case Resolution.Missing() -> {}
      case Resolution.Dangling(String target) ->
          unreadable("/" + folder + " leads to " + target + ", which is not there", null);
      case Resolution.Broken(String why) -> unreadable("/" + folder + ": " + why, null);
    }
  }

  private void file(String folder, Node child) {
    if (child.isDirectory() || !isAsked(folder, child.nameText())) {
      return;
    }
    switch (tree.resolve(child)) {
      case Resolution.Found(Node node) -> content(node);
      case Resolution.Missing() -> {}
      case Resolution.Dangling(String target) ->
          unreadable(
              child.path() + " leads to " + target + ", which is not there or was not read", child);
      case Resolution.Broken(String why) -> unreadable(child.path() + ": " + why, child);
    }
  }

  /// Whether a file is asked for by the name that it has in the folder; what it is a link to may
  /// have another.
  private static boolean isAsked(String folder, String name) {
    var path = folder + "/" + name;
    return folder.equals(ModuleStreams.FOLDER)
        ? ModuleStreams.mayBe(path, folder.length() + 1)
        : new ContentManifests().mayBe(path, folder.length() + 1);
  }

  private void content(Node node) {
    switch (node.content()) {
      case Content.Names names -> repositories.addAll(names.names());
      case Content.Text text -> ModuleStreams.read(text.text(), modules);
      case Content.Unread unread when !unread.code().isEmpty() ->
          gap(unread.code(), node.path() + ": " + unread.why(), node);
      case null -> unreadable(node.path() + ": its content was not kept", node);
      default -> unreadable(node.path() + " is no such file", node);
    }
  }

  private void unreadable(String message, @Nullable Node node) {
    gap("product-file-unreadable", message, node);
  }

  private void gap(String code, String message, @Nullable Node node) {
    gaps.add(
        new Gap(
            code,
            message,
            "put the whole file back, or remove it: then the base products of the release hold",
            node == null ? OptionalInt.empty() : OptionalInt.of(node.layer()),
            OptionalLong.empty()));
  }
}
