package io.breakwater.inventory;

import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.files.FoundSecret;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.inventory.layer.RootTree;
import io.breakwater.inventory.layer.SecretFile;
import io.breakwater.secrets.SecretMatch;
import io.breakwater.secrets.SecretScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The secrets that were left in an image's layers and in its configuration.
///
/// **What a distribution ships is no secret.** Test keys and examples in packages are everybody's.
/// So a file is passed over that a package owns which the same layer brought, judged by the
/// package database as that layer left it: then it does not matter whether a layer above upgrades
/// or removes the package, and a removed package's files are passed over like an installed one's.
/// A file that another layer than the package's wrote is somebody's own, whatever its path; and so
/// is what is below `/etc`, where packages make keys when they are installed. Where no list of
/// files tells, the secret is told; but what is below `/usr/share/doc` are examples (the demos of
/// OpenSSL have a dozen keys), of which a note gives the number.
final class SecretsView {
  private static final String DOCUMENTATION = "/usr/share/doc/";

  private final List<SecretFile> files = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  /// Takes the secrets of the layer that was applied last.
  ///
  /// @param owners of files as of this layer
  void add(RootTree tree, LayerInventory layer, int index, FileOwners owners) {
    int examples = 0;
    for (var file : tree.secretsOfLayer()) {
      if (!file.path().startsWith("/etc/") && isOfPackage(file, index, owners)) {
        continue;
      }
      if (file.path().startsWith(DOCUMENTATION)) {
        examples += file.matches().size();
      } else {
        files.add(file);
      }
    }
    if (examples > 0) {
      notes.add(
          new Note(
              "secrets-in-documentation",
              "layer "
                  + index
                  + " holds "
                  + examples
                  + (examples == 1 ? " secret below " : " secrets below ")
                  + DOCUMENTATION
                  + ", taken for examples since no package lists them"));
    }
    int more = layer.secrets().more();
    if (more > 0) {
      notes.add(
          new Note(
              "secrets-more",
              "layer " + index + " holds " + more + " more places that look like secrets"));
    }
    int unread = layer.secrets().unread();
    if (unread > 0) {
      notes.add(
          new Note(
              "files-not-searched",
              unread
                  + (unread == 1 ? " file" : " files")
                  + " could not be read and may hold secrets: run as a user who may read them"));
    }
  }

  private static boolean isOfPackage(SecretFile file, int layer, FileOwners owners) {
    return isOfPackage(file.path(), layer, owners)
        || isOfPackage(file.written(), layer, owners)
        || isOfPackage(otherSide(file.path()), layer, owners);
  }

  private static boolean isOfPackage(String path, int layer, FileOwners owners) {
    var owner = owners.ownerOf(path);
    return owner.isPresent() && owner.get().origin().layer() == layer;
  }

  /// The same file by the name it had before `/usr` was merged, which older lists still have, or
  /// the other way round.
  private static String otherSide(String path) {
    return path.startsWith("/usr/") ? path.substring(4) : "/usr" + path;
  }

  List<Note> notes() {
    return notes;
  }

  /// All of them, by layer and place; a file that has several names at each of them.
  List<FoundSecret> secrets(RootTree tree, ImageConfig config) {
    var found = new ArrayList<FoundSecret>();
    ofConfiguration(config, found);
    if (!files.isEmpty()) {
      var present = present(tree);
      for (var file : files) {
        var paths = present.getOrDefault(file, List.of());
        for (var path : paths) {
          add(file, path, FoundSecret.Fate.PRESENT, found);
        }
        if (paths.isEmpty()) {
          add(file, file.path(), FoundSecret.Fate.HIDDEN, found);
        }
      }
    }
    found.sort(
        Comparator.comparingInt(FoundSecret::layer)
            .thenComparing(FoundSecret::place)
            .thenComparingInt(FoundSecret::line));
    return found;
  }

  private static void add(
      SecretFile file, String path, FoundSecret.Fate fate, List<FoundSecret> found) {
    for (var match : file.matches()) {
      found.add(new FoundSecret(match.kind(), path, match.line(), file.layer(), fate));
    }
  }

  private static Map<SecretFile, List<String>> present(RootTree tree) {
    var present = new IdentityHashMap<SecretFile, List<String>>();
    tree.each(
        node -> {
          var file = node.secrets();
          if (file != null) {
            present.computeIfAbsent(file, key -> new ArrayList<>()).add(node.path());
          }
        });
    return present;
  }

  private static void ofConfiguration(ImageConfig config, List<FoundSecret> found) {
    if (config.env().isEmpty() && config.history().isEmpty()) {
      return;
    }
    var scanner = new SecretScanner();
    for (var variable : config.env()) {
      int equals = variable.indexOf('=');
      var name = equals < 0 ? variable : variable.substring(0, equals);
      var value = variable.substring(equals + 1);
      var place = "config: environment variable " + name;
      add(scanner.variable(name, value), place, found);
    }
    int number = 0;
    for (var step : config.history()) {
      number++;
      var place = "config: history entry " + number;
      add(scanner.command(step.createdBy()), place, found);
    }
  }

  private static void add(List<SecretMatch> matches, String place, List<FoundSecret> found) {
    for (var match : matches) {
      found.add(new FoundSecret(match.kind(), place, 0, -1, FoundSecret.Fate.PRESENT));
    }
  }
}
