package io.breakwater.advisories.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.database.DatabaseDelta.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseDeltaTest {
  @TempDir Path folder;

  @Test
  void addedChangedAndWithdrawnRowsAreToldApart() throws Exception {
    var before =
        Rows.build(
            folder.resolve("1"),
            Rows.fixed("debian:12", "a", "CVE-1", "1"),
            Rows.row("debian:12", "a", "CVE-2", State.AFFECTED, null, "low"),
            Rows.fixed("debian:12", "a", "CVE-3", "1"),
            Rows.fixed("debian:12", "b", "CVE-4", "1"));
    var after =
        Rows.build(
            folder.resolve("2"),
            Rows.fixed("debian:12", "a", "CVE-1", "1"),
            Rows.fixed("debian:12", "a", "CVE-2", "2"),
            Rows.row("debian:12", "a", "CVE-3", State.FIXED, "1", "high"),
            Rows.fixed("debian:12", "c", "CVE-5", "1"));

    assertThat(changes(before, after))
        .containsExactly("changed CVE-2", "changed CVE-3", "withdrawn CVE-4", "added CVE-5");
    assertThat(changes(after, after)).isEmpty();
    assertThat(DatabaseDelta.between(before, after, _ -> {}))
        .isEqualTo(new DatabaseDelta.Counts(1, 2, 1));
  }

  @Test
  void oneOfSeveralFixesOfAnIssueMayChange() throws Exception {
    var before =
        Rows.build(
            folder.resolve("1"),
            Rows.fixed("alpine:3.9", "a", "CVE-1", "1"),
            Rows.fixed("alpine:3.9", "a", "CVE-1", "2"));
    var after =
        Rows.build(
            folder.resolve("2"),
            Rows.fixed("alpine:3.9", "a", "CVE-1", "2"),
            Rows.fixed("alpine:3.9", "a", "CVE-1", "3"));

    assertThat(changes(before, after)).containsExactly("changed CVE-1");
  }

  private static List<String> changes(AdvisoryDatabase before, AdvisoryDatabase after)
      throws Exception {
    var lines = new ArrayList<String>();
    DatabaseDelta.between(
        before,
        after,
        change ->
            lines.add(
                switch (change) {
                  case Change.Added added -> "added " + added.row().cve();
                  case Change.Changed changed -> "changed " + changed.after().cve();
                  case Change.Withdrawn withdrawn -> "withdrawn " + withdrawn.row().cve();
                }));
    return lines;
  }
}
