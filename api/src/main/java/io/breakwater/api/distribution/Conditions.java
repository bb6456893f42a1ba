package io.breakwater.api.distribution;

import io.breakwater.http.Request;

/// `If-None-Match` on manifests (RFC 9110, section 13.1.2). Clients of this interface send the
/// digest with and without quotation marks, and both are taken.
final class Conditions {
  private Conditions() {}

  static boolean hasIt(Request request, String digest) {
    if (request.header("If-None-Match").isEmpty()) {
      return false;
    }
    for (var line : request.headers("If-None-Match")) {
      for (var tag : line.split(",", 100)) {
        var bare = tag.strip();
        bare = bare.startsWith("W/") ? bare.substring(2) : bare;
        if (bare.equals("*")
            || bare.equals(digest)
            || (bare.length() == digest.length() + 2
                && bare.startsWith("\"")
                && bare.endsWith("\"")
                && bare.startsWith(digest, 1))) {
          return true;
        }
      }
    }
    return false;
  }
}
