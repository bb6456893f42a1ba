package io.breakwater.advisories.database;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What many rows of a database that is being written share, each written once: notices, scopes,
/// and what is said of an issue.
final class DetailTable {
  private final TextPool pool;
  private final TextTable texts;
  private final ByteList details = new ByteList(1 << 20);
  private final ByteList scopes = new ByteList(1 << 16);
  private final ByteList scopeIndex = new ByteList(1 << 14);
  private final Map<Integer, Integer> scopeOf = new HashMap<>();
  private final Map<List<String>, Integer> lists = new HashMap<>();

  /// Place by number of the packed text in the pool, -1 unless written.
  private int[] placeOf = new int[0];

  DetailTable(TextPool pool, TextTable texts) {
    this.pool = pool;
    this.texts = texts;
  }

  ByteList bytes() {
    return details;
  }

  ByteList scopes() {
    return scopes;
  }

  ByteList scopeIndex() {
    return scopeIndex;
  }

  /// 0 for no limit, else 1 more than the scope's number.
  int scope(int number) {
    var text = pool.text(number);
    if (text.isEmpty()) {
      return 0;
    }
    var known = scopeOf.get(number);
    if (known != null) {
      return known;
    }
    scopeIndex.addInt(scopes.size());
    var scope = Packed.scope(text);
    addAll(scopes, scope.modules());
    addAll(scopes, scope.arches());
    addAll(scopes, scope.cpes());
    scopeOf.put(number, scopeOf.size() + 1);
    return scopeOf.size();
  }

  /// Place of a list of texts.
  int list(List<String> list) {
    var known = lists.get(list);
    if (known != null) {
      return known;
    }
    var place = details.size();
    addAll(details, list);
    lists.put(list, place);
    return place;
  }

  /// 0 for no notices, else 1 more than where the list starts.
  int notices(int number) {
    var text = pool.text(number);
    if (text.isEmpty()) {
      return 0;
    }
    return place(number, () -> addNotices(text)) + 1;
  }

  private void addNotices(String text) {
    var notices = Packed.notices(text);
    details.addVarint(notices.size());
    for (var notice : notices) {
      details.addVarint(texts.of(notice.id()));
      var published = notice.published();
      details.addVarint(published == null ? 0 : 1);
      if (published != null) {
        details.addSigned(Packed.day(published));
      }
      details.addVarint(notice.links().size());
      for (var link : notice.links()) {
        details.addVarint(texts.of(link.replace(notice.id(), String.valueOf(Layout.PACKAGE))));
      }
    }
  }

  /// Place of what a row shares with others.
  int info(int number) {
    return place(number, () -> addInfo(Packed.shared(pool.text(number))));
  }

  private void addInfo(Packed.Shared info) {
    details.addVarint(texts.of(info.feed()));
    details.addVarint(texts.of(info.template()));
    details.addVarint(texts.of(info.summary()));
    addAll(details, info.aliases());
    details.addVarint(info.cvss().size());
    for (var cvss : info.cvss()) {
      details.addVarint(texts.of(cvss.source()));
      details.addVarint(texts.of(cvss.version()));
      details.addVarint(texts.of(cvss.vector()));
      details.addVarint(Math.round(cvss.score() * 10));
    }
    addAll(details, info.links());
    addTime(info.published());
    addTime(info.modified());
  }

  private void addAll(ByteList bytes, List<String> list) {
    bytes.addVarint(list.size());
    for (var item : list) {
      bytes.addVarint(texts.of(item));
    }
  }

  private void addTime(java.time.@Nullable Instant time) {
    details.addVarint(time == null ? 0 : 1);
    if (time != null) {
      details.addSigned(time.getEpochSecond());
    }
  }

  private int place(int number, Runnable write) {
    if (number >= placeOf.length) {
      var old = placeOf.length;
      placeOf = Arrays.copyOf(placeOf, Math.max(number + 1, old * 2));
      Arrays.fill(placeOf, old, placeOf.length, -1);
    }
    if (placeOf[number] < 0) {
      placeOf[number] = details.size();
      write.run();
    }
    return placeOf[number];
  }
}
