package io.breakwater.api.distribution;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Query;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.Detail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Which part of a list is asked for: `n` and `last` (OCI distribution specification 1.1,
/// "Listing Tags").
///
/// @param limit the most names; more than the server's own limit asks for that
/// @param after names behind this; empty for the first page
record Paging(int limit, String after) {
  /// Of one answer. Whoever asks for more gets a link to the rest.
  static final int MOST = 10_000;

  /// What is sent to who does not say how much.
  private static final int USUAL = 1_000;

  /// @throws Refusal 400 `PAGINATION_NUMBER_INVALID`, the distribution project's code, for what
  ///     is no number, and for one below 0
  static Paging of(Request request) throws Refusal {
    Query query = request.query();
    var n = query.first("n");
    var limit = n.isEmpty() ? USUAL : number(n.get());
    return new Paging(limit, query.first("last").orElse(""));
  }

  private static int number(String text) throws Refusal {
    var digits = !text.isEmpty();
    for (var i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw Refusal.of(
          400,
          "PAGINATION_NUMBER_INVALID",
          "n is how many names are wanted at most: a number from 0 on",
          new Detail.Name(text));
    }
    return text.length() > 9 ? MOST : Math.min(Integer.parseInt(text), MOST);
  }

  /// Tells where the next page is: a path, as the specification allows (RFC 5988).
  void link(Response response, String path, String last, String more) {
    response.header(
        "Link",
        "<"
            + path
            + "?n="
            + limit
            + "&last="
            + URLEncoder.encode(last, StandardCharsets.UTF_8)
            + more
            + ">; rel=\"next\"");
  }
}
