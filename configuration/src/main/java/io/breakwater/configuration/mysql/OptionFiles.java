package io.breakwater.configuration.mysql;

import io.breakwater.inventory.files.ImageFile;
import java.util.List;
import java.util.Optional;

/// What a server reads of its option files: every option of every group, in the order in which it
/// reads them.
///
/// @param main the file that administrators know as the server's: the last of the files that are
///     in fixed places; where there is none, the one that the distribution would have
/// @param read every file that was read, by the name with which the server opens it
/// @param lines in order
/// @param doubts what is not known
/// @param oddities what the server passes over with no more than a warning
/// @param refusal why the server does not start with these files
record OptionFiles(
    Place main,
    List<Read> read,
    List<OptionLine> lines,
    List<Doubt> doubts,
    List<Oddity> oddities,
    Optional<String> refusal) {
  OptionFiles {
    read = List.copyOf(read);
    lines = List.copyOf(lines);
    doubts = List.copyOf(doubts);
    oddities = List.copyOf(oddities);
  }

  /// A file that was read.
  record Read(String name, ImageFile file) {}

  /// Something unknown, which any option that is not set again behind it may hang on.
  ///
  /// @param at how many lines come before it
  record Doubt(int at, String why) {}

  /// A file, or the rest of one, that the server does not read though somebody wrote it.
  record Oddity(Place place, String action) {}
}
