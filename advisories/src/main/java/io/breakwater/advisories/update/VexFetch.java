package io.breakwater.advisories.update;

import com.github.luben.zstd.ZstdOutputStream;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.folder.Sidecar;
import io.breakwater.advisories.reading.Remedies;
import io.breakwater.advisories.update.ChangeList.Entry;
import io.breakwater.advisories.update.Download.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Fetches Red Hat's VEX documents: one archive, and then only what changed since its day.
///
/// Layout of the publisher's folder (https://security.access.redhat.com/data/csaf/v2/vex/):
/// `archive_latest.txt` names the archive `csaf_vex_DATE.tar.zst`; `changes.csv` and
/// `deletions.csv` list documents with the time of their last change or of their end;
/// documents are `YEAR/cve-….json`.
///
/// In the data folder the archive lies at `feeds/redhat/`, newer documents beside it at
/// `feeds/redhat/vex/YEAR/cve-….json.zst`, each with the time of its change as its file's time,
/// so that an interrupted update goes on where it was. `feeds/redhat/vex/deletions.csv` names the
/// archive's documents that are gone. When a newer archive is there and many documents changed,
/// it is fetched instead of them.
final class VexFetch {
  /// More changed documents than this are rather had from a newer archive.
  private static final int MANY = 5_000;

  /// Most documents that one update fetches.
  private static final int LIMIT = 100_000;

  /// Documents that are fetched at a time.
  private static final int AT_A_TIME = 12;

  private static final String PREFIX = "csaf_vex_";
  private static final String SUFFIX = ".tar.zst";

  private final URI base;
  private final Path folder;
  private final Path lists;
  private final Download download;
  private final FeedUpdater.Request request;

  /// @param base address of the publisher's folder, with a slash at its end
  VexFetch(FeedUpdater.Request request, Download download, URI base) {
    this.base = base;
    this.folder = FeedUpdater.feedsIn(request.data()).resolve("redhat");
    this.lists = request.data().resolve("redhat-vex");
    this.download = download;
    this.request = request;
  }

  /// Fetches what is new.
  ///
  /// Errors: those of [Download#fetch]; `feed-malformed` for lists of another format.
  Outcome fetch() throws FeedException {
    var latest = latest();
    if (latest == null) {
      return Outcome.ABSENT;
    }
    try {
      var archive = present();
      var changed = false;
      if (archive == null) {
        archive = replaceBy(latest);
        changed = true;
      }
      var changes = list("changes.csv");
      if (!archive.equals(latest) && wanted(changes, archive).size() > MANY) {
        archive = replaceBy(latest);
        changed = true;
      }
      changed |= documents(wanted(changes, archive));
      changed |= deletions(list("deletions.csv"), archive);
      return changed ? Outcome.FETCHED : Outcome.UNCHANGED;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// The name of the newest archive; null when the folder has none.
  private @Nullable String latest() throws FeedException {
    var file = lists.resolve("archive_latest.txt");
    if (download.fetch(base.resolve("archive_latest.txt"), file) == Outcome.ABSENT) {
      return null;
    }
    try {
      var text = Files.size(file) > 1_000 ? "" : Files.readString(file).strip();
      if (dayOf(text) == null) {
        throw malformed("archive_latest.txt", "it names no archive");
      }
      return text;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// The day of an archive's name; null when it is not one.
  private static @Nullable LocalDate dayOf(String name) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return null;
    }
    try {
      return LocalDate.parse(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  /// The name of the newest archive that was fetched. One that turned out to be damaged has lost
  /// its sidecar and does not count.
  private @Nullable String present() throws IOException {
    String newest = null;
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (var file : (Iterable<Path>) files::iterator) {
          var name = file.getFileName().toString();
          var usable = dayOf(name) != null && Files.exists(Sidecar.pathFor(file));
          if (usable && (newest == null || name.compareTo(newest) > 0)) {
            newest = name;
          }
        }
      }
    }
    return newest;
  }

  private String replaceBy(String archive) throws FeedException, IOException {
    var before = present();
    if (download.fetch(base.resolve(archive), folder.resolve(archive)) == Outcome.ABSENT) {
      throw malformed("archive_latest.txt", "the archive " + archive + " is not there");
    }
    if (before != null && !before.equals(archive)) {
      Files.deleteIfExists(folder.resolve(before));
      Files.deleteIfExists(Sidecar.pathFor(folder.resolve(before)));
    }
    return archive;
  }

  private List<Entry> list(String name) throws FeedException, IOException {
    var file = lists.resolve(name);
    return download.fetch(base.resolve(name), file) == Outcome.ABSENT
        ? List.of()
        : ChangeList.read(file, base.resolve(name).toString());
  }

  /// The documents that changed since the archive was made and that are not here yet.
  private List<Entry> wanted(List<Entry> changes, String archive) throws IOException {
    var since = start(archive);
    var wanted = new ArrayList<Entry>();
    for (var change : changes) {
      if (!change.at().isBefore(since) && isOlder(place(change), change.at())) {
        wanted.add(change);
      }
    }
    return wanted;
  }

  private static Instant start(String archive) {
    var day = dayOf(archive);
    return day == null ? Instant.MIN : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static boolean isOlder(Path file, Instant than) throws IOException {
    return !Files.exists(file)
        || Files.getLastModifiedTime(file).toInstant().getEpochSecond() < than.getEpochSecond();
  }

  private Path place(Entry document) {
    return folder.resolve("vex").resolve(document.path() + ".zst");
  }

  private boolean documents(List<Entry> wanted) throws FeedException {
    if (wanted.size() > LIMIT) {
      throw malformed("changes.csv", wanted.size() + " documents changed, at most " + LIMIT);
    }
    if (wanted.isEmpty()) {
      return false;
    }
    request.progress().accept("fetching " + wanted.size() + " changed VEX documents");
    var done = new AtomicInteger();
    var failures = new ArrayList<FeedException>();
    var room = new Semaphore(AT_A_TIME);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Future<?>>();
      for (var document : wanted) {
        room.acquire();
        tasks.add(
            threads.submit(
                () -> {
                  try {
                    document(document);
                    done.incrementAndGet();
                  } finally {
                    room.release();
                  }
                  return null;
                }));
      }
      for (var task : tasks) {
        await(task, failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException(
          "interrupted",
          "fetching VEX documents",
          "the process was asked to stop",
          "Run it again",
          e);
    }
    if (!failures.isEmpty()) {
      // What was fetched stays, so that the next update has less to do.
      throw failures.getFirst();
    }
    return done.get() > 0;
  }

  private static void await(Future<?> task, List<FeedException> failures)
      throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof FeedException problem)) {
        throw new IllegalStateException(e.getCause());
      }
      failures.add(problem);
    }
  }

  private void document(Entry document) throws FeedException {
    var file = place(document);
    var plain = file.resolveSibling(file.getFileName() + ".new");
    try {
      if (download.fetch(base.resolve(document.path()), plain) == Outcome.ABSENT) {
        // It went after the list was written; the next list of deletions names it.
        return;
      }
      var packed = file.resolveSibling(file.getFileName() + Sidecar.PART);
      try (var out = new ZstdOutputStream(Files.newOutputStream(packed))) {
        Files.copy(plain, out);
      }
      Files.setLastModifiedTime(packed, FileTime.from(document.at()));
      Files.move(packed, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(plain);
      Files.deleteIfExists(Sidecar.pathFor(plain));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Removes documents that are gone, and says which of the archive's are.
  private boolean deletions(List<Entry> deletions, String archive) throws IOException {
    var since = start(archive);
    var text = new StringBuilder();
    var removed = false;
    for (var deletion : deletions) {
      var file = place(deletion);
      if (Files.exists(file) && isOlder(file, deletion.at().plusSeconds(1))) {
        Files.delete(file);
        removed = true;
      }
      if (!deletion.at().isBefore(since) && !Files.exists(file)) {
        text.append(deletion.path()).append(',').append(deletion.at()).append('\n');
      }
    }
    var file = folder.resolve("vex").resolve("deletions.csv");
    var before = Files.exists(file) ? Files.readString(file) : "";
    if (before.contentEquals(text)) {
      return removed;
    }
    Files.createDirectories(file.getParent());
    var written = file.resolveSibling("deletions.csv" + Sidecar.PART);
    Files.writeString(written, text, StandardCharsets.UTF_8);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private FeedException malformed(String file, String why) {
    return new FeedException(
        "feed-malformed", base.resolve(file).toString(), why, Remedies.FETCH_AGAIN, null);
  }

  private FeedException unwritable(IOException e) {
    return new FeedException(
        "feed-not-stored",
        folder.toString(),
        String.valueOf(e.getMessage()),
        "Check that the disk has room and the folder may be written to",
        e);
  }
}
