package io.breakwater.advisories.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The FEEDS section.
final class FeedInfos {
  private FeedInfos() {}

  static ByteList write(List<FeedInfo> feeds) {
    var bytes = new ByteList(4096);
    bytes.addVarint(feeds.size());
    for (var feed : feeds) {
      bytes.addText(feed.name());
      bytes.addText(feed.asOf() == null ? "" : feed.asOf().toString());
      bytes.addVarint(feed.rows());
      bytes.addVarint(feed.records());
      bytes.addVarint(feed.refused());
      bytes.addText(feed.digest());
      bytes.addVarint(feed.error() == null ? 0 : 1);
      bytes.addText(feed.error() == null ? "" : feed.error());
      addAll(bytes, feed.refusals());
      addAll(bytes, feed.notes());
    }
    return bytes;
  }

  private static void addAll(ByteList bytes, List<String> texts) {
    bytes.addVarint(texts.size());
    for (var text : texts) {
      bytes.addText(text);
    }
  }

  static List<FeedInfo> read(Cursor in) {
    var feeds = new ArrayList<FeedInfo>();
    var count = in.count(100);
    for (var i = 0; i < count; i++) {
      var name = in.inlineText();
      var asOf = in.inlineText();
      var rows = in.varint();
      var records = in.varint();
      var refused = in.varint();
      var digest = in.inlineText();
      var failed = in.varint() != 0;
      var error = in.inlineText();
      feeds.add(
          new FeedInfo(
              name,
              asOf.isEmpty() ? null : Instant.parse(asOf),
              rows,
              records,
              refused,
              digest,
              failed ? error : null,
              texts(in),
              texts(in)));
    }
    return feeds;
  }

  private static List<String> texts(Cursor in) {
    var texts = new ArrayList<String>();
    var count = in.count(1000);
    for (var i = 0; i < count; i++) {
      texts.add(in.inlineText());
    }
    return texts;
  }
}
