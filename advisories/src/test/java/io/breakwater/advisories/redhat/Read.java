package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.redhat.RedHatFeed.Kind;
import io.breakwater.advisories.testing.Collected;
import io.breakwater.testkit.feeds.CsafVex;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import java.io.ByteArrayInputStream;
import java.util.List;

/// One reading of Red Hat's feed, document by document.
final class Read {
  final RedHatFeed feed = new RedHatFeed();
  final Collected sink = new Collected();

  Read add(CsafVex document) throws FeedException {
    return add(Kind.VEX, document.render());
  }

  Read add(RedHatCve cve) throws FeedException {
    return add(Kind.SECURITY_DATA, cve.render());
  }

  Read add(RedHatOsv advisory) throws FeedException {
    return add(Kind.ADVISORY, advisory.render());
  }

  Read add(Kind kind, byte[] document) throws FeedException {
    feed.read(kind, new ByteArrayInputStream(document), "document", sink);
    return this;
  }

  List<Advisory> rows() {
    return sink.rows;
  }

  Advisory only() {
    return sink.only();
  }

  /// `release name KIND CVE STATE fixed modules cpes` of each row.
  List<String> lines() {
    return sink.rows.stream().map(Read::line).toList();
  }

  static String line(Advisory row) {
    return String.join(
        " ",
        row.release(),
        row.packageName(),
        row.kind().name(),
        row.cve(),
        row.state().name(),
        String.valueOf(row.fixedVersion()),
        row.scope().modules().toString(),
        row.scope().cpes().toString());
  }
}
