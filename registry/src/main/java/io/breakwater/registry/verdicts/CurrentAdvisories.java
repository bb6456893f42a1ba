package io.breakwater.registry.verdicts;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The advisory database in use. Looks now and then whether the file was replaced, and takes the
/// new one; whoever still reads the old one is undisturbed, since its mapping lives as long as
/// somebody holds it. A new file that does not verify is refused, and the old one stays.
public final class CurrentAdvisories {
  /// Where there is no database: speaks of nothing, so that nothing is found clean by it.
  public static final Advisories NONE =
      new Advisories() {
        @Override
        public boolean covers(String release) {
          return false;
        }

        @Override
        public List<Advisory> find(String release, String packageName) {
          return List.of();
        }

        @Override
        public List<Feed> feeds() {
          return List.of();
        }

        @Override
        public String version() {
          return "none";
        }
      };

  private final Path file;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile Advisories current = NONE;
  private @Nullable Stamp taken;
  private @Nullable Stamp refused;

  /// A database that took the place of another.
  ///
  /// @param before the database until now; null where there was none
  /// @param now the new one
  public record Replaced(@Nullable AdvisoryDatabase before, AdvisoryDatabase now) {}

  /// Told of a new database, in the thread that found it.
  @FunctionalInterface
  public interface Listener {
    void replaced(Replaced advisories);
  }

  /// What tells one file from another.
  private record Stamp(Object key, long size, long modified) {
    static Stamp of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var key = attributes.fileKey();
      return new Stamp(
          key == null ? "" : key, attributes.size(), attributes.lastModifiedTime().toMillis());
    }
  }

  /// @param file of the database, which need not be there; nothing is read before the first
  ///     [#refresh()]
  public CurrentAdvisories(Path file) {
    this.file = file;
  }

  /// The advisories to judge by: to be asked once for each judgement.
  public Advisories current() {
    return current;
  }

  /// The database in use; empty before there is one.
  public Optional<AdvisoryDatabase> database() {
    return current instanceof AdvisoryDatabase database ? Optional.of(database) : Optional.empty();
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /// Takes the database where another file lies there than the last time; to be called every few
  /// seconds. Where the file is gone, the one in use stays.
  ///
  /// @return what was replaced; empty where nothing was
  /// @throws FeedException the new file is refused, which is said once for each file
  public Optional<Replaced> refresh() throws FeedException {
    Replaced replaced;
    refreshing.lock();
    try {
      var there = stamp();
      if (there == null || there.equals(taken) || there.equals(refused)) {
        return Optional.empty();
      }
      AdvisoryDatabase opened;
      try {
        opened = AdvisoryDatabase.open(file);
      } catch (FeedException e) {
        refused = there;
        throw e;
      }
      taken = there;
      refused = null;
      var before = current instanceof AdvisoryDatabase database ? database : null;
      current = opened;
      if (before != null && before.version().equals(opened.version())) {
        return Optional.empty();
      }
      replaced = new Replaced(before, opened);
    } finally {
      refreshing.unlock();
    }
    listeners.forEach(listener -> listener.replaced(replaced));
    return Optional.of(replaced);
  }

  private @Nullable Stamp stamp() {
    try {
      return Stamp.of(file);
    } catch (IOException e) {
      return null;
    }
  }
}
