package io.breakwater.configuration.sudo;

import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a sudoers file and what it includes, as `toke.l` opens them: a name in a folder counts
/// unless it has a dot or ends with `~`, and a file that others than root may write is not
/// read. At most 128 levels of includes as there, 1,000 files, 100,000 entries and 4 MiB of
/// text.
final class Reader implements Parser.Lines {
  private static final int MOST_DEPTH = 128;
  private static final int MOST_FILES = 1000;
  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_PROBLEMS = 20;
  private static final int MOST_TEXT = 4 << 20;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  private final ImageFiles files;
  private final boolean owners;
  private final List<Setting> settings = new ArrayList<>();
  private final Map<Alias.Kind, Map<String, Alias>> aliases = new EnumMap<>(Alias.Kind.class);
  private final List<Grant> grants = new ArrayList<>();
  private final List<ImageFile> read = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int entries;
  private int text;
  private int depth;
  private int specs;

  private Reader(ImageFiles files, boolean owners) {
    this.files = files;
    this.owners = owners;
  }

  /// Reads the policy of an image. Whose a file is counts only where an image says so: a root
  /// file system on disk belongs to whoever unpacked it.
  static Policy read(ImageInventory image, String path) {
    return read(image.files(), path, image.config().isPresent());
  }

  static Policy read(ImageFiles files, String path, boolean owners) {
    var reader = new Reader(files, owners);
    reader.open(path, path, true);
    return new Policy(reader.settings, reader.aliases, reader.grants, reader.read, reader.problems);
  }

  /// Opens a file.
  ///
  /// @param named whether it is named itself and not found in a folder
  private void open(String path, String from, boolean named) {
    switch (files.find(path)) {
      case Lookup.Found(var file) -> lines(file);
      case Lookup.Directory(var directory) -> {
        if (named) {
          problem(from + ": " + path + " is a directory");
        }
      }
      case Lookup.Missing() -> {
        if (named) {
          problem(from + ": " + path + " is missing");
        }
      }
      case Lookup.Unread(var why) -> problem(from + ": " + path + " could not be read: " + why);
      case Lookup.Unknown(var why) -> problem(from + ": " + path + " could not be read: " + why);
    }
  }

  private void lines(ImageFile file) {
    text += file.text().length();
    if (read.size() >= MOST_FILES || text > MOST_TEXT) {
      problem(file.path() + ": there is more than is read");
      return;
    }
    read.add(file);
    var writable =
        (file.mode() & OTHERS_WRITE) != 0
            || ((file.mode() & GROUP_WRITES) != 0 && (!owners || file.gid() != 0));
    if (writable || (owners && file.uid() != 0)) {
      problem(file.path() + ": sudo does not read the file, for others than root may write it");
      return;
    }
    Parser.read(file, this);
  }

  private void problem(String why) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(why);
    }
  }

  private void count(int line) throws Refused {
    if (++entries > MOST_ENTRIES) {
      throw new Refused(line, "there are more entries than are read");
    }
  }

  @Override
  public void setting(Setting setting) throws Refused {
    count(setting.line());
    settings.add(setting);
  }

  @Override
  public void alias(Alias alias, int line) throws Refused {
    entries++;
    var known = aliases.computeIfAbsent(alias.kind(), kind -> new HashMap<>());
    if (entries > MOST_ENTRIES || known.putIfAbsent(alias.name(), alias) != null) {
      throw new Refused(
          line, "the alias " + alias.name() + " is defined twice, or there are too many");
    }
  }

  @Override
  public void grant(Grant grant) throws Refused {
    count(grant.line());
    grants.add(grant);
  }

  @Override
  public int nextSpec() {
    return specs++;
  }

  @Override
  public void problem(ImageFile file, int line, String why) {
    problem(file.path() + ":" + line + ": " + why);
  }

  @Override
  public void include(String path, boolean folder, ImageFile from, int line) throws Refused {
    if (path.contains("%h")) {
      throw new Refused(line, "the path depends on the name of the host");
    }
    if (depth >= MOST_DEPTH) {
      throw new Refused(line, "there are too many levels of includes");
    }
    var place = from.path() + ":" + line;
    var whole =
        path.startsWith("/")
            ? path
            : from.path().substring(0, from.path().lastIndexOf('/') + 1) + path;
    depth++;
    if (folder) {
      folder(whole, place);
    } else {
      open(whole, place, true);
    }
    depth--;
  }

  private void folder(String path, String place) {
    switch (files.find(path)) {
      case Lookup.Directory(var directory) -> {
        var open =
            files.special().stream()
                .anyMatch(one -> one.path().equals(directory) && (one.mode() & OTHERS_WRITE) != 0);
        var names = files.list(path);
        if (open) {
          problem(place + ": sudo passes over " + path + ", for everybody may write to it");
        } else if (names.isEmpty()) {
          problem(place + ": the names in " + path + " are not known");
        } else {
          for (var name : names.get()) {
            if (name.indexOf('.') < 0 && !name.endsWith("~")) {
              open(path + "/" + name, place, false);
            }
          }
        }
      }
      // Passed over without a word, as is a folder that is missing.
      case Lookup.Found(var file) -> {}
      case Lookup.Missing() -> {}
      case Lookup.Unread(var why) -> {}
      case Lookup.Unknown(var why) -> problem(place + ": " + path + " is not known: " + why);
    }
  }
}
