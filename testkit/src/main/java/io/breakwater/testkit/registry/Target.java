package io.breakwater.testkit.registry;

/// A path below `/v2/`: `/v2/<repository>/<kind>/<reference>`.
///
/// @param repository empty for `/v2/` itself
/// @param kind `manifests`, `blobs`, `uploads`, `tags`, `referrers`, or empty
record Target(String repository, String kind, String reference) {
  static Target parse(String path) {
    for (var kind :
        new String[] {"/blobs/uploads/", "/manifests/", "/blobs/", "/tags/", "/referrers/"}) {
      var at = path.lastIndexOf(kind);
      if (at > "/v2/".length() - 1) {
        var word =
            kind.equals("/blobs/uploads/") ? "uploads" : kind.substring(1, kind.length() - 1);
        return new Target(path.substring(4, at), word, path.substring(at + kind.length()));
      }
    }
    return new Target("", "", path);
  }

  boolean isBlobDownload(String method) {
    return kind.equals("blobs") && method.equals("GET");
  }
}
