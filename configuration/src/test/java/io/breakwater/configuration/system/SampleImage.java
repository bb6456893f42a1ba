package io.breakwater.configuration.system;

import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Subject;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.FileOwners;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import io.breakwater.inventory.Products;
import io.breakwater.inventory.files.FoundSecret;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import io.breakwater.inventory.files.SpecialFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An image with a few files, made by code.
public final class SampleImage implements ImageFiles {
  private final TreeMap<String, Lookup> entries = new TreeMap<>();
  private final List<SpecialFile> special = new ArrayList<>();
  private final List<InstalledPackage> packages = new ArrayList<>();
  private final Map<String, InstalledPackage> owners = new HashMap<>();
  private final List<FoundSecret> secrets = new ArrayList<>();
  private final Map<String, List<String>> programs = new HashMap<>();
  private Optional<ImageConfig> config = Optional.empty();

  public SampleImage file(String path, String text) {
    return file(path, text, 0644, 0, 0);
  }

  public SampleImage file(String path, String text, int mode, long uid, long gid) {
    entries.put(path, new Lookup.Found(new ImageFile(path, text, mode, uid, gid, 0)));
    return this;
  }

  public SampleImage unread(String path, String why) {
    entries.put(path, new Lookup.Unread(why));
    return this;
  }

  public SampleImage unknown(String path, String why) {
    entries.put(path, new Lookup.Unknown(why));
    return this;
  }

  /// A package that came with layer 0.
  public SampleImage installed(String name, String version, String... files) {
    var origin = new Origin(0, Optional.empty(), "", true);
    var one =
        new InstalledPackage(
            Ecosystem.DEB,
            name,
            version,
            "amd64",
            name,
            version,
            null,
            null,
            null,
            "/var/lib/dpkg/status",
            origin);
    packages.add(one);
    for (var file : files) {
      owners.put(file, one);
    }
    return this;
  }

  public SampleImage program(String name, String path) {
    programs.put(name, List.of(path));
    return this;
  }

  public SampleImage special(String path, int mode, int layer) {
    special.add(new SpecialFile(path, false, mode, 0, 0, layer));
    return this;
  }

  public SampleImage specialFolder(String path, int mode) {
    special.add(new SpecialFile(path, true, mode, 0, 0, 0));
    return this;
  }

  public SampleImage secret(String kind, String place, int layer, FoundSecret.Fate fate) {
    secrets.add(new FoundSecret(kind, place, layer < 0 ? 0 : 1, layer, fate));
    return this;
  }

  public SampleImage user(String user) {
    config = Optional.of(new ImageConfig(List.of(), List.of(), Map.of(), user, List.of()));
    return this;
  }

  public ImageInventory inventory() {
    FileOwners owner = path -> Optional.ofNullable(owners.get(path));
    return new ImageInventory(
        Optional.empty(),
        packages,
        List.of(),
        List.of(),
        Set.of(),
        Products.NONE,
        List.of(),
        config,
        secrets,
        this,
        owner);
  }

  /// What one check of a subject says of the image.
  public Outcome outcome(Subject subject, String id) {
    return subject.judge(inventory()).stream()
        .filter(result -> result.check().id().equals("system_configuration:" + id))
        .map(CheckResult::outcome)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no check " + id));
  }

  /// The same in a line: `pass`, `n/a`, `cannot tell: …`, or `file:line action` of each failure.
  public String judged(Subject subject, String id) {
    return switch (outcome(subject, id)) {
      case Outcome.Pass() -> "pass";
      case Outcome.NotApplicable(var why) -> "n/a: " + why;
      case Outcome.CannotTell(var why) -> "cannot tell: " + why;
      case Outcome.Fail(var failures) -> {
        var places = new ArrayList<String>();
        failures.forEach(
            one -> places.add(one.file() + ":" + one.line() + " " + one.correctiveAction()));
        yield String.join("\n", places);
      }
    };
  }

  @Override
  public Lookup find(String path) {
    var clean = path.replaceAll("/+", "/");
    var exact = entries.get(clean);
    if (exact != null) {
      return exact;
    }
    var folder = clean.endsWith("/") ? clean : clean + "/";
    var next = entries.ceilingKey(folder);
    return next != null && next.startsWith(folder)
        ? new Lookup.Directory(clean)
        : new Lookup.Missing();
  }

  @Override
  public Optional<List<String>> list(String directory) {
    if (!(find(directory) instanceof Lookup.Directory)) {
      return Optional.empty();
    }
    var folder = directory.endsWith("/") ? directory : directory + "/";
    var names = new TreeSet<String>();
    for (var path : entries.tailMap(folder).keySet()) {
      if (!path.startsWith(folder)) {
        break;
      }
      var rest = path.substring(folder.length());
      names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
    }
    return Optional.of(List.copyOf(names));
  }

  @Override
  public List<String> programs(String name) {
    return programs.getOrDefault(name, List.of());
  }

  @Override
  public List<SpecialFile> special() {
    return special;
  }

  @Override
  public boolean known() {
    return true;
  }
}
