package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// A search through one content, of which a window is in memory.
///
/// Whatever shows a secret is a run of 15 letters, digits, `_`, `-`, `~`, or five hyphens before
/// `BEGIN`; so text is looked at in groups of eight bytes, and only those that are wholly part of a
/// run, or have a hyphen in one of two places, are looked at more closely.
final class Search {
  /// Every byte of a run is at least `-`; added to seven bits, that sets the eighth.
  private static final long ADD = 0x0101010101010101L * (0x80 - '-');

  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGH = ~LOW;

  final Text text;
  final Findings findings;
  private final @Nullable CredentialLines lines;

  /// Up to here everything has been looked at.
  private int at;

  /// Where the last run ended.
  private int runEnd;

  /// Where the next line begins, or where the line goes on that was looked at last.
  private int line;

  private boolean withinLine;

  Search(@Nullable CredentialFiles form, Text text) {
    this.text = text;
    this.findings = new Findings(text);
    this.lines = form == null ? null : new CredentialLines(form, text, findings);
  }

  /// Looks at whatever begins before `limit`.
  void advance(int limit) {
    runs(limit);
    if (lines != null) {
      lines(lines, limit);
    }
  }

  /// Forgets what has been looked at, but for the last [SecretScanner#LOOK_BACK] bytes, and moves
  /// the rest to the front.
  void discard() {
    int seen = lines == null ? at : Math.min(at, line);
    // A multiple of 8 keeps the groups where they are.
    int before = (seen - SecretScanner.LOOK_BACK) & ~7;
    findings.firstLine += Lines.count(text.bytes, 0, before);
    System.arraycopy(text.bytes, before, text.bytes, 0, text.end - before);
    text.end -= before;
    at -= before;
    runEnd -= before;
    line -= before;
  }

  private void lines(CredentialLines lines, int limit) {
    while (line < limit) {
      int end = text.lineEnd(line, text.end);
      if (!withinLine) {
        lines.look(line, end);
      }
      withinLine = end == text.end;
      line = withinLine ? end : end + 1;
    }
  }

  /// A run of 15 fills one of the aligned groups of eight bytes, and of five hyphens one is in the
  /// first or fifth place of a group.
  private void runs(int limit) {
    var bytes = text.bytes;
    int i = at & ~7;
    int groups = Math.min(limit, text.end & ~7);
    while (i < groups) {
      long x = (long) Lines.WORDS.get(bytes, i);
      if ((((x & LOW) + ADD) & ~x & HIGH) == HIGH && isRun(i)) {
        run(i);
        i = Math.max(i + 8, runEnd & ~7);
      } else {
        if ((byte) x == '-' && mayBegin((byte) (x >>> 8))) {
          KeyBlocks.look(text, i, findings);
        }
        if ((byte) (x >>> 32) == '-' && mayBegin((byte) (x >>> 40))) {
          KeyBlocks.look(text, i + 4, findings);
        }
        i += 8;
      }
    }
    at = Math.max(limit, runEnd);
  }

  /// Whether a byte after a hyphen leads to `BEGIN`: most hyphens stand between words.
  private static boolean mayBegin(byte next) {
    return next == '-' || next == 'B';
  }

  private boolean isRun(int group) {
    return text.past(group, group + 8, Text.WORD) == group + 8;
  }

  /// Looks at the run that a group is part of.
  private void run(int group) {
    var bytes = text.bytes;
    int from = group;
    while (from > runEnd && from > 0 && (Text.classOf(bytes[from - 1]) & Text.WORD) != 0) {
      from--;
    }
    // A run longer than the window has been looked at where it began.
    boolean goesOn = from > 0 && from == runEnd && (Text.classOf(bytes[from - 1]) & Text.WORD) != 0;
    int classes = 0;
    int to = from;
    while (to < text.end && (Text.classOf(bytes[to]) & Text.WORD) != 0) {
      classes |= Text.classOf(bytes[to]);
      to++;
    }
    runEnd = to;
    if (goesOn) {
      return;
    }
    if (bytes[to - 1] == 'N' && text.starts(to - 10, "-----BEGIN")) {
      KeyBlocks.look(text, to - 10, findings);
    } else if (to - from >= Runs.LEAST) {
      Runs.look(text, from, to, (classes & Text.TILDE) != 0, findings);
    }
  }
}
