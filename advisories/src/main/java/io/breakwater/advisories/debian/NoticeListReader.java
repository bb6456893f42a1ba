package io.breakwater.advisories.debian;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.reading.Faults;
import io.breakwater.advisories.reading.Remedies;
import io.breakwater.advisories.reading.Texts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a list of Debian's security notices: `data/DSA/list`, `data/DLA/list` or
/// `data/ELA/list` of the security tracker's repository.
///
/// Format: the tracker's documentation, "The DSA list". A notice is
///
/// ```
/// [10 Feb 2025] DSA-5862-1 cacti - security update
/// 	{CVE-2024-27082 CVE-2024-43362}
/// 	[bookworm] - cacti 1.2.24+ds1-1+deb12u5
/// 	NOTE: …
/// ```
///
/// A package line ends in a version or in a word in angle brackets (`<not-affected>`,
/// `<end-of-life>`, `<unfixed>`, `<undetermined>`, `<ignored>`, `<postponed>`, `<no-dsa>`).
///
/// - A notice without CVEs that is a security update is an issue of its own, under its own
///   identifier; without one that says "regression" it repairs an earlier update and is no
///   vulnerability: left out, counted.
/// - A notice without package lines (before 2011) fixes releases long gone: left out, counted.
/// - Notices whose packages are all in releases that the table does not know are left out too.
public final class NoticeListReader {
  private static final int LINE_LIMIT = 1 << 20;
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private final FeedSink sink;
  private final String name;
  private @Nullable Head head;
  private List<String> issues = new ArrayList<>();
  private final List<PackageLine> lines = new ArrayList<>();

  private NoticeListReader(FeedSink sink, String name) {
    this.sink = sink;
    this.name = name;
  }

  public static void read(InputStream in, String name, FeedSink sink) throws FeedException {
    new NoticeListReader(sink, name).all(in);
  }

  private void all(InputStream raw) throws FeedException {
    var in = new BufferedInputStream(raw, 1 << 16);
    try {
      for (var line = line(in); line != null; line = line(in)) {
        if (!line.isEmpty()) {
          oneLine(line);
        }
      }
    } catch (IOException e) {
      throw Faults.ofRead(name, e);
    }
    finish();
  }

  private @Nullable String line(InputStream in) throws IOException, FeedException {
    var bytes = new ByteArrayOutputStream(256);
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return bytes.size() == 0 ? null : bytes.toString(StandardCharsets.UTF_8);
      }
      if (bytes.size() == LINE_LIMIT) {
        throw new FeedException(
            "feed-malformed",
            name,
            "a line of more than " + LINE_LIMIT + " bytes",
            Remedies.FETCH_AGAIN,
            null);
      }
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void oneLine(String line) throws FeedException {
    if (line.charAt(0) == '[') {
      finish();
      head = Head.parse(line);
      if (head == null) {
        sink.refused(Texts.summary(line), "not the head of a notice");
      }
      return;
    }
    var text = line.strip();
    if (head == null || text.isEmpty()) {
      return;
    }
    if (text.charAt(0) == '{') {
      var end = text.indexOf('}');
      for (var id : text.substring(1, end < 0 ? text.length() : end).split("[\\s,]+", -1)) {
        if (Texts.isName(id)) {
          issues.add(id);
        }
      }
    } else if (text.charAt(0) == '[') {
      var parsed = PackageLine.parse(text);
      if (parsed == null) {
        sink.refused(head.id(), "package line not understood: " + Texts.summary(text));
      } else {
        lines.add(parsed);
      }
    }
  }

  private void finish() throws FeedException {
    var notice = head;
    if (notice != null) {
      emit(notice);
    }
    head = null;
    issues = new ArrayList<>();
    lines.clear();
  }

  private void emit(Head notice) throws FeedException {
    sink.record();
    sink.dated(notice.day());
    if (lines.isEmpty()) {
      sink.unused("notice without package lines");
      return;
    }
    if (issues.isEmpty()) {
      if (!notice.isSecurityUpdate()) {
        sink.unused("notice without issues, not a security update");
        return;
      }
      issues = List.of(notice.id());
    }
    for (var line : lines) {
      var release = TrackerReader.releaseKey(line.codename());
      if (release == null) {
        sink.unused("release " + line.codename());
      } else {
        for (var issue : issues) {
          emit(notice, release, line, issue);
        }
      }
    }
  }

  private void emit(Head notice, String release, PackageLine line, String issue)
      throws FeedException {
    sink.notice(
        new FeedSink.NoticeRow(
            release,
            line.packageName(),
            issue,
            line.state(),
            line.state() == State.FIXED ? line.version() : null,
            notice.id().startsWith("ELA-")
                ? Advisory.Availability.EXTENDED_SUPPORT
                : Advisory.Availability.PUBLIC,
            new Notice(notice.id(), notice.day(), List.of(notice.link())),
            notice.title(),
            "debian"));
  }

  /// `[10 Feb 2025] DSA-5862-1 cacti - security update`.
  private record Head(String id, Instant day, String title) {
    static @Nullable Head parse(String line) {
      var end = line.indexOf(']');
      var day = end < 0 ? null : day(line.substring(1, end).strip());
      if (day == null) {
        return null;
      }
      var rest = line.substring(end + 1).strip();
      var blank = rest.indexOf(' ');
      var id = blank < 0 ? rest : rest.substring(0, blank);
      if (!Texts.isName(id) || !(id.startsWith("D") || id.startsWith("E"))) {
        return null;
      }
      return new Head(id, day, Texts.summary(blank < 0 ? "" : rest.substring(blank)));
    }

    private static @Nullable Instant day(String text) {
      var parts = text.split(" +", -1);
      if (parts.length != 3 || parts[1].length() != 3) {
        return null;
      }
      var month = MONTHS.indexOf(parts[1]);
      try {
        return month < 0 || month % 3 != 0
            ? null
            : LocalDate.of(Integer.parseInt(parts[2]), month / 3 + 1, Integer.parseInt(parts[0]))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
      } catch (RuntimeException _) {
        return null;
      }
    }

    boolean isSecurityUpdate() {
      return title.contains("security update") && !title.contains("regression");
    }

    String link() {
      return id.startsWith("ELA-")
          ? "https://www.freexian.com/lts/extended/updates/" + id.toLowerCase(java.util.Locale.ROOT)
          : "https://security-tracker.debian.org/tracker/" + id;
    }
  }

  /// `[bookworm] - cacti 1.2.24+ds1-1+deb12u5` or `[jessie] - foo <not-affected> (reason)`.
  private record PackageLine(String codename, String packageName, State state, String version) {
    static @Nullable PackageLine parse(String text) {
      var end = text.indexOf(']');
      if (end < 2) {
        return null;
      }
      var codename = text.substring(1, end).strip();
      var words = text.substring(end + 1).strip().split("\\s+", -1);
      if (words.length < 3 || !words[0].equals("-") || !Texts.isName(words[1])) {
        return null;
      }
      var state = state(words[2]);
      return state == null ? null : new PackageLine(codename, words[1], state, words[2]);
    }

    private static @Nullable State state(String word) {
      if (!word.startsWith("<")) {
        return Texts.isName(word) ? State.FIXED : null;
      }
      return switch (word) {
        case "<not-affected>" -> State.NOT_AFFECTED;
        case "<unfixed>", "<no-dsa>" -> State.AFFECTED;
        case "<ignored>" -> State.WILL_NOT_FIX;
        case "<postponed>" -> State.DEFERRED;
        case "<end-of-life>" -> State.END_OF_LIFE;
        case "<undetermined>" -> State.UNDER_INVESTIGATION;
        default -> null;
      };
    }
  }
}
