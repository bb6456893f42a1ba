package io.breakwater.reports;

import io.breakwater.advisories.Advisory;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Addresses that documents may carry: absolute ones of web pages, however odd a feed's may be.
public final class IssueLinks {
  private IssueLinks() {}

  /// Whether a text is an address of a web page (RFC 3986).
  public static boolean isWeb(String text) {
    if (!text.startsWith("https://") && !text.startsWith("http://")) {
      return false;
    }
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// The addresses that a row names, the notices' left out.
  public static List<String> ofRow(Advisory row) {
    var links = new LinkedHashSet<String>();
    row.links().stream().filter(IssueLinks::isWeb).forEach(links::add);
    row.notices().forEach(notice -> notice.links().forEach(links::remove));
    return List.copyOf(links);
  }

  /// The first address of a notice.
  public static Optional<String> ofNotice(Advisory.Notice notice) {
    return notice.links().stream().filter(IssueLinks::isWeb).findFirst();
  }

  /// The page to read first: the row's own, a notice's, or the CVE's record.
  public static Optional<String> best(Advisory row) {
    var own = ofRow(row);
    if (!own.isEmpty()) {
      return Optional.of(own.getFirst());
    }
    for (var notice : row.notices()) {
      var link = ofNotice(notice);
      if (link.isPresent()) {
        return link;
      }
    }
    return isCve(row.cve())
        ? Optional.of("https://www.cve.org/CVERecord?id=" + row.cve())
        : Optional.empty();
  }

  private static boolean isCve(String id) {
    return id.startsWith("CVE-")
        && id.chars().skip(4).allMatch(c -> (c >= '0' && c <= '9') || c == '-');
  }
}
