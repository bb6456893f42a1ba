package io.breakwater.configuration;

import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import io.breakwater.inventory.files.SpecialFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files below a folder, as an image's. Symbolic links lead where they lead on this machine,
/// but absolute ones begin at the folder.
public record FolderFiles(Path root, Map<String, List<String>> programPaths) implements ImageFiles {
  public FolderFiles(Path root) {
    this(root, Map.of());
  }

  @Override
  public Lookup find(String path) {
    try {
      var place = follow(path, 0);
      if (place == null) {
        return new Lookup.Unknown("more than 40 symbolic links");
      }
      var name = "/" + root.relativize(place);
      if (Files.isDirectory(place)) {
        return new Lookup.Directory(name);
      }
      if (!Files.isRegularFile(place)) {
        return Files.exists(place) ? new Lookup.Unread("it is no file") : new Lookup.Missing();
      }
      var text = new String(Files.readAllBytes(place), StandardCharsets.UTF_8);
      var mode = (int) Files.getAttribute(place, "unix:mode") & 07777;
      var uid = (int) Files.getAttribute(place, "unix:uid");
      var gid = (int) Files.getAttribute(place, "unix:gid");
      return new Lookup.Found(new ImageFile(name, text, mode, uid, gid, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path follow(String path, int links) throws IOException {
    var at = root;
    var names = List.of(path.split("/", -1));
    for (var i = 0; i < names.size(); i++) {
      var name = names.get(i);
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        at = at.equals(root) ? root : at.getParent();
        continue;
      }
      var next = at.resolve(name);
      if (Files.isSymbolicLink(next)) {
        if (links >= 40) {
          return null;
        }
        var target = Files.readSymbolicLink(next).toString();
        var base = target.startsWith("/") ? "" : "/" + root.relativize(at) + "/";
        var rest = String.join("/", names.subList(i + 1, names.size()));
        return follow(base + target + "/" + rest, links + 1);
      }
      at = next;
    }
    return at;
  }

  @Override
  public Optional<List<String>> list(String directory) {
    if (!(find(directory) instanceof Lookup.Directory(var path))) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    try (var children = Files.newDirectoryStream(root.resolve(path.substring(1)))) {
      children.forEach(child -> names.add(child.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    names.sort(null);
    return Optional.of(names);
  }

  @Override
  public List<String> programs(String name) {
    return programPaths.getOrDefault(name, List.of());
  }

  @Override
  public List<SpecialFile> special() {
    return List.of();
  }

  @Override
  public boolean known() {
    return true;
  }
}
