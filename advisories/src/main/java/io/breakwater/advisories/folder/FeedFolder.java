package io.breakwater.advisories.folder;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A folder of feed files in the publishers' own formats.
///
/// ```
/// alpine/v3.20/{main,community}.json
/// debian/tracker.json  (or json, its live name), DSA.list, DLA.list  (or DSA/list, …)
/// ubuntu/osv-all.tar  (or the files in it)
/// redhat/{repository-to-cpe.json,csaf_vex_DATE.tar,security-data-cve.tar,osv.tar}
///                     (or the files in them, VEX documents also beside their archive)
/// almalinux/osv.tar, rocky/all.zip  (or the files in them)
/// kev/known_exploited_vulnerabilities.json
/// ```
///
/// Each file plain or compressed with gzip, xz or zstd, or inside a tar or zip. Files of no
/// known name are passed over with a note.
public final class FeedFolder {
  private static final int DEPTH = 6;
  private static final int FILES = 200_000;

  private final Path folder;
  private final Map<Publisher, List<FeedFile>> files;
  private final List<String> notes;

  private FeedFolder(Path folder, Map<Publisher, List<FeedFile>> files, List<String> notes) {
    this.folder = folder;
    this.files = files;
    this.notes = notes;
  }

  /// A file of a feed.
  ///
  /// @param name path below the folder, with `/`
  record FeedFile(Path path, String name, long size, long modified) {}

  /// Looks what is there; reads no content.
  ///
  /// Errors: `no-feeds` when the folder is missing or holds no feed, `feed-unreadable`.
  public static FeedFolder open(Path folder) throws FeedException {
    var files = new EnumMap<Publisher, List<FeedFile>>(Publisher.class);
    var notes = new ArrayList<String>();
    for (var file : list(folder)) {
      var top = file.name().substring(0, Math.max(0, file.name().indexOf('/')));
      var publisher = publisher(top.isEmpty() ? stem(file.name()) : top);
      if (publisher == null) {
        note(notes, top.isEmpty() ? file.name() : top + "/");
      } else if (!file.name().endsWith(Sidecar.SUFFIX) && !file.name().endsWith(Sidecar.PART)) {
        if (isFeed(publisher, file.name())) {
          files.computeIfAbsent(publisher, _ -> new ArrayList<>()).add(file);
        } else {
          note(notes, file.name());
        }
      }
    }
    if (files.isEmpty()) {
      throw noFeeds(folder, "no feed of a known name is in it");
    }
    return new FeedFolder(folder, files, notes);
  }

  private static void note(List<String> notes, String name) {
    var text = name + " is not used by this version";
    if (!notes.contains(text) && notes.size() < 100) {
      notes.add(text);
    }
  }

  private static List<FeedFile> list(Path folder) throws FeedException {
    if (!Files.isDirectory(folder)) {
      throw noFeeds(folder, "there is no such folder");
    }
    try (var walk = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      var files = new ArrayList<FeedFile>();
      for (var path : (Iterable<Path>) walk::iterator) {
        if (Files.isRegularFile(path)) {
          var name = folder.relativize(path).toString().replace('\\', '/');
          files.add(
              new FeedFile(
                  path, name, Files.size(path), Files.getLastModifiedTime(path).toMillis()));
        }
        if (files.size() > FILES) {
          throw new IOException("more than " + FILES + " files; give the folder of the feeds");
        }
      }
      files.sort(Comparator.comparing(FeedFile::name));
      return files;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new FeedException(
          "feed-unreadable",
          folder.toString(),
          String.valueOf(e.getMessage()),
          "Check that the folder may be read",
          e);
    }
  }

  private static FeedException noFeeds(Path folder, String why) {
    return new FeedException(
        "no-feeds",
        folder.toString(),
        why,
        "Fetch them with breakwater feeds update, or name a folder with alpine, debian, ubuntu,"
            + " redhat, almalinux, rocky or kev in it",
        null);
  }

  private static @org.jspecify.annotations.Nullable Publisher publisher(String name) {
    for (var publisher : Publisher.values()) {
      if (publisher.feed().equals(name)) {
        return publisher;
      }
    }
    return null;
  }

  /// A file name up to its first dot: `alpine.tar.xz` beside the folders holds Alpine's.
  private static String stem(String name) {
    var dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /// Archives are looked into; other files must have a known name.
  private static boolean isFeed(Publisher publisher, String name) {
    var plain = Documents.withoutCompression(name);
    if (publisher == Publisher.DEBIAN && Publisher.fileOf(plain).startsWith("debian-osv")) {
      return false;
    }
    return publisher.open().readerOf(plain) != null
        || plain.endsWith(".tar")
        || plain.endsWith(".tgz")
        || plain.endsWith(".txz")
        || plain.endsWith(".zip");
  }

  Path folder() {
    return folder;
  }

  /// The files of a feed, by name.
  List<FeedFile> files(Publisher publisher) {
    return files.getOrDefault(publisher, List.of());
  }

  /// The feeds that are there.
  public List<Publisher> feeds() {
    return List.copyOf(files.keySet());
  }

  /// What was passed over.
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /// Names the folder's content without reading it, for a cache of built databases: changes
  /// with the name, size or time of any file and with the database's format.
  public String fingerprint() {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(("format " + AdvisoryDatabase.FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
      for (var list : files.values()) {
        for (var file : list) {
          var line = file.name() + "\t" + file.size() + "\t" + file.modified() + "\n";
          sha.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
