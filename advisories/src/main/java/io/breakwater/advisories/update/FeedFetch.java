package io.breakwater.advisories.update;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.Remedies;
import io.breakwater.advisories.update.Download.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fetches the files of one feed, from the publisher or a mirror.
///
/// A mirror may hold files under their name or with `.xz`, `.gz` or `.zst` behind it, and a
/// file `SHA256SUMS` (lines `HEX  PATH`), which then every fetched file must agree with. The
/// publishers themselves give no checksums.
final class FeedFetch {
  private static final List<String> SUFFIXES = List.of("", ".xz", ".gz", ".zst");

  private final FeedUpdater.Request request;
  private final Download download;
  private final Path folder;
  private @Nullable Map<String, String> checksums;

  FeedFetch(FeedUpdater.Request request, Download download) {
    this.request = request;
    this.download = download;
    this.folder = FeedUpdater.feedsIn(request.data());
  }

  /// Fetches a feed; true when a file of it changed.
  boolean feed(String name, List<Upstream.Source> files) throws FeedException {
    request.progress().accept("fetching " + name);
    var changed = false;
    var found = false;
    if (name.equals("redhat")) {
      var outcome = new VexFetch(request, download, Upstream.vex(request.mirror())).fetch();
      changed = outcome == Outcome.FETCHED;
      found = outcome != Outcome.ABSENT;
    }
    var all = new ArrayList<>(files);
    if (request.mirror() != null) {
      all.addAll(Upstream.ofMirrors(name));
    }
    for (var file : all) {
      var outcome = file(file);
      changed |= outcome == Outcome.FETCHED;
      found |= outcome != Outcome.ABSENT;
      if (outcome == Outcome.ABSENT && !file.optional()) {
        throw absent(file.path());
      }
    }
    if (!found) {
      throw absent(name);
    }
    request.progress().accept((changed ? "fetched " : "unchanged: ") + name);
    return changed;
  }

  private FeedException absent(String what) {
    return new FeedException(
        "feed-not-found",
        what,
        "it is not there" + (request.mirror() == null ? "" : " at " + request.mirror()),
        "Check the address of the mirror, or update Breakwater if the publisher moved it",
        null);
  }

  private Outcome file(Upstream.Source file) throws FeedException {
    var mirror = request.mirror();
    if (mirror == null) {
      return download.fetch(file.address(), folder.resolve(file.path()));
    }
    for (var suffix : SUFFIXES) {
      var source = file.at(mirror, suffix);
      var target = folder.resolve(source.path());
      var outcome = download.fetch(source.address(), target);
      if (outcome != Outcome.ABSENT) {
        verify(mirror, source.path(), target);
        removeOthers(file.path(), suffix);
        return outcome;
      }
    }
    return Outcome.ABSENT;
  }

  /// The same file under another suffix is an older fetch's.
  private void removeOthers(String path, String kept) throws FeedException {
    try {
      for (var suffix : SUFFIXES) {
        if (!suffix.equals(kept)) {
          Files.deleteIfExists(folder.resolve(path + suffix));
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void verify(URI mirror, String path, Path file) throws FeedException {
    var expected = checksums(mirror).get(path);
    if (expected == null) {
      return;
    }
    var actual = sha256(file);
    if (!expected.equals(actual)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw unwritable(e);
      }
      throw new FeedException(
          "feed-checksum",
          path,
          "its SHA-256 is " + actual + ", SHA256SUMS says " + expected,
          Remedies.FETCH_AGAIN,
          null);
    }
  }

  private synchronized Map<String, String> checksums(URI mirror) throws FeedException {
    var known = checksums;
    if (known != null) {
      return known;
    }
    var sums = new HashMap<String, String>();
    var file = folder.resolve("SHA256SUMS");
    var source = new Upstream.Source("SHA256SUMS", mirror, true).at(mirror, "");
    if (download.fetch(source.address(), file) != Outcome.ABSENT) {
      try {
        for (var line : Files.readAllLines(file)) {
          var blank = line.indexOf(' ');
          if (blank == 64) {
            var path = line.substring(blank).strip();
            sums.put(path.startsWith("*") ? path.substring(1) : path, line.substring(0, blank));
          }
        }
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
    checksums = sums;
    return sums;
  }

  private FeedException unwritable(IOException e) {
    return new FeedException(
        "feed-not-stored",
        folder.toString(),
        String.valueOf(e.getMessage()),
        "Check that the disk has room and the folder may be written to",
        e);
  }

  private String sha256(Path file) throws FeedException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw unwritable(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
