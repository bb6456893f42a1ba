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
    int groups = Math.min(limit, text.end & ~7);
    int i = next(text.bytes, at & ~7, groups);
    while (i < groups) {
      i = next(text.bytes, group(i), groups);
    }
    at = Math.max(limit, runEnd);
  }

  /// The next group that may be part of a run or of a key's first line. Nearly all bytes are seen
  /// by this loop only, which is apart so that it is compiled early and without the rest.
  private static int next(byte[] bytes, int from, int groups) {
    for (int i = from; i < groups; i += 8) {
      long x = (long) Lines.WORDS.get(bytes, i);
      if ((((x & LOW) + ADD) & ~x & HIGH) == HIGH
          || mayBegin((int) x)
          || mayBegin((int) (x >>> 32))) {
        return i;
      }
    }
    return groups;
  }

  /// Whether a hyphen is the first of four bytes and the next leads to `BEGIN`: most hyphens stand
  /// between words.
  private static boolean mayBegin(int bytes) {
    int two = bytes & 0xffff;
    return two == ('-' << 8 | '-') || two == ('B' << 8 | '-');
  }

  /// Looks at a group and gives where to go on.
  private int group(int i) {
    if (isRun(i)) {
      run(i);
      return Math.max(i + 8, runEnd & ~7);
    }
    if (text.bytes[i] == '-') {
      KeyBlocks.look(text, i, findings);
    }
    if (text.bytes[i + 4] == '-') {
      KeyBlocks.look(text, i + 4, findings);
    }
    return i + 8;
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
