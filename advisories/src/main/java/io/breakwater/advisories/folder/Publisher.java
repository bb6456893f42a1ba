package io.breakwater.advisories.folder;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.alpine.SecdbReader;
import io.breakwater.advisories.debian.NoticeListReader;
import io.breakwater.advisories.debian.TrackerReader;
import io.breakwater.advisories.errata.ErrataReader;
import io.breakwater.advisories.kev.KevReader;
import io.breakwater.advisories.redhat.RedHatFeed;
import io.breakwater.advisories.ubuntu.OsvReader;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The feeds that this version reads, and how their documents are told by their paths.
///
/// Adding a distribution means a package with its reader and a constant here.
public enum Publisher {
  ALPINE("alpine") {
    @Override
    Reading open() {
      return path -> {
        var file = fileOf(path);
        if (!file.equals("main.json") && !file.equals("community.json")) {
          return null;
        }
        var branch = fileOf(path.substring(0, Math.max(0, path.length() - file.length() - 1)));
        return (in, name, sink) -> SecdbReader.read(in, name, branch, sink);
      };
    }
  },
  DEBIAN("debian") {
    @Override
    Reading open() {
      return path ->
          switch (fileOf(path)) {
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
    Reading open() {
      return new Records(
          OsvReader::read,
          file ->
              file.startsWith("UBUNTU-CVE-") || file.startsWith("USN-") || file.startsWith("LSN-"));
    }
  },
  REDHAT("redhat") {
    @Override
    Reading open() {
      return new RedHat();
    }
  },
  ALMALINUX("almalinux") {
    @Override
    Reading open() {
      return new Records(ErrataReader.almalinux()::read, file -> file.startsWith("AL"));
    }
  },
  ROCKY("rocky") {
    @Override
    Reading open() {
      return new Records(ErrataReader.rocky()::read, file -> file.startsWith("R"));
    }
  },
  KEV("kev") {
    @Override
    Reading open() {
      return path ->
          fileOf(path).equals("known_exploited_vulnerabilities.json") ? KevReader::read : null;
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

  /// Starts reading the feed: what one document says may matter for the next.
  abstract Reading open();

  static String fileOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// One reading of a feed, from its first document to its last.
  @FunctionalInterface
  interface Reading {
    /// The reader of a document; null when there is none for it.
    @Nullable Reader readerOf(String path);

    /// When the document's turn is: documents of a lower number are read before. An archive
    /// has the turn of its first document.
    default int turnOf(String path) {
      return 0;
    }

    /// Whether the order matters.
    default boolean inTurns() {
      return false;
    }

    /// Whether the feed is as old as its content says, whenever its files were published: some
    /// are newer than what matters.
    default boolean datedByContent() {
      return false;
    }

    /// Whether a document is one record among many, so that a damaged one is a record that was
    /// not understood, not a damaged feed.
    default boolean isRecord(String path) {
      return false;
    }

    /// All documents have been read.
    default void finish(FeedSink sink) throws FeedException {}
  }

  /// Reads one document into a sink.
  interface Reader {
    void read(InputStream in, String name, FeedSink sink) throws FeedException;
  }

  /// A feed of many documents of one kind.
  private record Records(Reader reader, java.util.function.Predicate<String> known)
      implements Reading {
    @Override
    public @Nullable Reader readerOf(String path) {
      return isRecord(path) ? reader : null;
    }

    @Override
    public boolean isRecord(String path) {
      var file = fileOf(path);
      return file.endsWith(".json") && known.test(file);
    }
  }

  private static final class RedHat implements Reading {
    private final RedHatFeed reading = new RedHatFeed();

    @Override
    public @Nullable Reader readerOf(String path) {
      var kind = RedHatFeed.kindOf(fileOf(path));
      return kind == null ? null : (in, name, sink) -> reading.read(kind, in, name, sink);
    }

    @Override
    public int turnOf(String path) {
      var kind = RedHatFeed.kindOf(fileOf(path));
      return kind == null ? 0 : kind.turn();
    }

    @Override
    public boolean inTurns() {
      return true;
    }

    @Override
    public boolean datedByContent() {
      return true;
    }

    @Override
    public boolean isRecord(String path) {
      var kind = RedHatFeed.kindOf(fileOf(path));
      return kind != null && kind.isRecord();
    }

    @Override
    public void finish(FeedSink sink) throws FeedException {
      reading.finish(sink);
    }
  }
}
