package io.breakwater.advisories.folder;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.alpine.SecdbReader;
import io.breakwater.advisories.debian.NoticeListReader;
import io.breakwater.advisories.debian.TrackerReader;
import io.breakwater.advisories.kev.KevReader;
import io.breakwater.advisories.ubuntu.OsvReader;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The feeds that this version reads, and how their documents are told by their paths.
///
/// Adding a distribution means a package with its reader and a constant here.
public enum Publisher {
  ALPINE("alpine") {
    @Override
    @Nullable Reader readerOf(String path) {
      var file = fileOf(path);
      if (!file.equals("main.json") && !file.equals("community.json")) {
        return null;
      }
      var branch = fileOf(path.substring(0, Math.max(0, path.length() - file.length() - 1)));
      return (in, name, sink) -> SecdbReader.read(in, name, branch, sink);
    }
  },
  DEBIAN("debian") {
    @Override
    @Nullable Reader readerOf(String path) {
      return switch (fileOf(path)) {
        case "tracker.json", "json" -> TrackerReader::read;
        case "DSA.list", "DLA.list", "ELA.list" -> NoticeListReader::read;
        case "list" ->
            path.endsWith("DSA/list") || path.endsWith("DLA/list") || path.endsWith("ELA/list")
                ? NoticeListReader::read
                : null;
        default -> null;
      };
    }
  },
  UBUNTU("ubuntu") {
    @Override
    @Nullable Reader readerOf(String path) {
      var file = fileOf(path);
      var known =
          file.startsWith("UBUNTU-CVE-") || file.startsWith("USN-") || file.startsWith("LSN-");
      return known && file.endsWith(".json") ? OsvReader::read : null;
    }
  },
  KEV("kev") {
    @Override
    @Nullable Reader readerOf(String path) {
      return fileOf(path).equals("known_exploited_vulnerabilities.json") ? KevReader::read : null;
    }
  };

  private final String feed;

  Publisher(String feed) {
    this.feed = feed;
  }

  /// Name of the feed, of its folder, and of its rows.
  public String feed() {
    return feed;
  }

  /// The reader of a document; null when this publisher has none for it.
  abstract @Nullable Reader readerOf(String path);

  static String fileOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Reads one document into a sink.
  interface Reader {
    void read(InputStream in, String name, FeedSink sink) throws FeedException;
  }
}
