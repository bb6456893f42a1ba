package io.breakwater.registry.check;

import java.util.List;

/// Something that is not as it should be.
///
/// @param what it is about, such as a digest
/// @param why a half-sentence that goes on after it
/// @param images that are affected, the first ten: `birds/robin:1`
/// @param repaired whether it is in order now; lost content comes back with the next push of it
public record Problem(Kind kind, String what, String why, List<String> images, boolean repaired) {
  /// What kind of problem.
  public enum Kind {
    /// The metadata name a content that is not there.
    LOST_CONTENT,
    /// A content has other bytes than its digest says.
    DAMAGED_CONTENT,
    /// A manifest has other bytes than its digest says, or cannot be read.
    DAMAGED_MANIFEST,
    /// What is noted of a manifest is not what it says.
    WRONG_NOTE,
    /// Counts and lists in the metadata do not agree.
    DISAGREEMENT,
    /// A content that the metadata do not know.
    ORPHAN,
    /// Something is staged of an upload that there is none of.
    NOBODYS_UPLOAD,
    /// Less is staged of an upload than its client was told.
    LOST_UPLOAD
  }

  public Problem {
    images = List.copyOf(images);
  }

  /// A sentence.
  public String text() {
    return what
        + " "
        + why
        + (images.isEmpty() ? "" : "; needed by " + String.join(", ", images))
        + (repaired ? " [repaired]" : "");
  }
}
