package io.breakwater.advisories.update;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.database.FeedInfo;
import io.breakwater.advisories.reading.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a feed stands in a data folder.
///
/// @param info what the database knows of it; null when it has no rows
/// @param tried when an update last tried it; null when none did
/// @param error why that failed; null when it did not
public record FeedStatus(
    String name, @Nullable FeedInfo info, @Nullable Instant tried, @Nullable String error) {
  private static final String FILE = "feeds.status";
  private static final long LIMIT = 1 << 20;

  /// Whether nobody may call the feed fresh: it has no rows, its date is unknown, or lies more
  /// than `limit` before `now`.
  public boolean staleAt(Instant now, Duration limit) {
    var asOf = info == null ? null : info.asOf();
    return asOf == null || asOf.isBefore(now.minus(limit));
  }

  /// The feeds of a data folder, by name.
  ///
  /// @param database the one in use; null when there is none
  public static List<FeedStatus> read(Path data, @Nullable AdvisoryDatabase database) {
    var tries = tries(data);
    var infos = new TreeMap<String, FeedInfo>();
    if (database != null) {
      for (var info : database.feedInfos()) {
        infos.put(info.name(), info);
      }
    }
    var names = new TreeSet<>(infos.keySet());
    names.addAll(tries.keySet());
    var all = new ArrayList<FeedStatus>();
    for (var name : names) {
      var info = infos.get(name);
      var last = tries.get(name);
      var error = last != null ? last.error() : info != null ? info.error() : null;
      all.add(new FeedStatus(name, info, last == null ? null : last.at(), error));
    }
    return all;
  }

  private record Try(Instant at, @Nullable String error) {}

  private static Map<String, Try> tries(Path data) {
    var tries = new TreeMap<String, Try>();
    var file = data.resolve(FILE);
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= LIMIT) {
        for (var line : Files.readAllLines(file)) {
          var fields = line.split("\t", 3);
          var at = fields.length == 3 ? Texts.instant(fields[1]) : null;
          if (at != null) {
            tries.put(fields[0], new Try(at, fields[2].isEmpty() ? null : fields[2]));
          }
        }
      }
    } catch (IOException _) {
      // Without the file nothing is known of earlier updates.
      tries.clear();
    }
    return tries;
  }

  static void write(
      Path data, Collection<String> tried, Map<String, FeedException> failed, Instant now)
      throws FeedException {
    var tries = new TreeMap<>(tries(data));
    for (var name : tried) {
      var problem = failed.get(name);
      tries.put(
          name,
          new Try(
              now,
              problem == null
                  ? null
                  : problem.what() + ": " + problem.why() + " [" + problem.code() + "]"));
    }
    var text = new StringBuilder();
    tries.forEach(
        (name, last) -> {
          var error = last.error() == null ? "" : last.error().replaceAll("\\s+", " ");
          text.append(name).append('\t').append(last.at()).append('\t').append(error).append('\n');
        });
    var file = data.resolve(FILE);
    try {
      Files.createDirectories(data);
      var temporary = Files.createTempFile(data, ".status-", "");
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FeedException(
          "feed-not-stored",
          file.toString(),
          String.valueOf(e.getMessage()),
          "Check that the disk has room and the folder may be written to",
          e);
    }
  }
}
