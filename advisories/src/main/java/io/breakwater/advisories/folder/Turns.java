package io.breakwater.advisories.folder;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.folder.FeedFolder.FeedFile;
import io.breakwater.advisories.folder.Publisher.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The order in which the files of a feed are read.
///
/// By turn; then documents that lie by themselves before archives, for they were fetched to
/// replace what an archive holds; then archives with the newest date in their name first; then by
/// name.
final class Turns {
  private static final Comparator<Turn> ORDER =
      Comparator.comparingInt(Turn::turn)
          .thenComparing(Turn::archive)
          .thenComparing(
              (a, b) ->
                  a.archive()
                      ? b.file().name().compareTo(a.file().name())
                      : a.file().name().compareTo(b.file().name()));

  private Turns() {}

  private record Turn(FeedFile file, int turn, boolean archive) {}

  static List<FeedFile> order(List<FeedFile> files, Reading reading) throws FeedException {
    if (!reading.inTurns()) {
      return files;
    }
    var turns = new ArrayList<Turn>(files.size());
    for (var file : files) {
      var plain = Documents.withoutCompression(file.name());
      var alone = reading.readerOf(plain) != null;
      turns.add(
          new Turn(file, alone ? reading.turnOf(plain) : turnOfArchive(file, reading), !alone));
    }
    turns.sort(ORDER);
    return turns.stream().map(Turn::file).toList();
  }

  private static int turnOfArchive(FeedFile file, Reading reading) throws FeedException {
    var first = Documents.first(file.path(), file.name(), path -> reading.readerOf(path) != null);
    return first.isEmpty() ? 0 : reading.turnOf(first);
  }
}
