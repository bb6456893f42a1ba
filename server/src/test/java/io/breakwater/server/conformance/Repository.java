package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

/// A repository of the registry that is tried, and the ways of clients with it.
record Repository(Caller caller, String name) {
  String path(String rest) {
    return "/v2/" + name + "/" + rest;
  }

  /// The manifest of an image that was pushed.
  ///
  /// @param config its bytes
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Image(byte[] manifest, String digest, byte[] config, byte[] layer) {}

  URI begin() throws IOException {
    return caller.send("POST", path("blobs/uploads/"), new byte[0]).is(202).location();
  }

  /// What the specification asks of clients: the digest is added to the location's query.
  static URI finishing(URI location, String digest) {
    var text = location.toString();
    return URI.create(
        text + (text.indexOf('?') < 0 ? "?" : "&") + "digest=" + digest.replace(":", "%3A"));
  }

  Answer finish(URI location, byte[] rest, String digest) throws IOException {
    return caller.send(
        "PUT", finishing(location, digest), rest, "Content-Type", "application/octet-stream");
  }

  Answer patch(URI location, byte[] blob, int from, int to) throws IOException {
    var part = java.util.Arrays.copyOfRange(blob, from, to);
    return caller.send(
        "PATCH",
        location,
        part,
        "Content-Type",
        "application/octet-stream",
        "Content-Range",
        from + "-" + (to - 1));
  }

  /// Pushes a blob; gives its digest.
  String push(byte[] blob) throws IOException {
    return push("sha256", blob);
  }

  String push(String algorithm, byte[] blob) throws IOException {
    var digest = Images.digest(algorithm, blob);
    finish(begin(), blob, digest).is(201);
    return digest;
  }

  Answer put(String reference, byte[] manifest) throws IOException {
    return put(reference, manifest, type(manifest));
  }

  Answer put(String reference, byte[] manifest, String type) throws IOException {
    return caller.send("PUT", path("manifests/" + reference), manifest, "Content-Type", type);
  }

  private static String type(byte[] manifest) {
    return Json.parse(manifest).text("mediaType");
  }

  /// Pushes an image with a layer of its own.
  Image image(String reference) throws IOException {
    var config = Images.config();
    var layer = Images.random(300);
    push(config);
    push(layer);
    var manifest =
        Images.manifest(
            Images.descriptor(Images.CONFIG, config), "", Images.descriptor(Images.LAYER, layer));
    var digest = Images.sha256(manifest);
    put(reference.isEmpty() ? digest : reference, manifest).is(201);
    return new Image(manifest, digest, config, layer);
  }

  Answer blob(String digest) throws IOException {
    return caller.get(path("blobs/" + digest));
  }

  Answer headBlob(String digest) throws IOException {
    return caller.head(path("blobs/" + digest));
  }

  Answer manifest(String reference) throws IOException {
    return caller.get(
        path("manifests/" + reference), "Accept", Images.MANIFEST, "Accept", Images.INDEX);
  }

  Answer headManifest(String reference) throws IOException {
    return caller.head(
        path("manifests/" + reference), "Accept", Images.MANIFEST, "Accept", Images.INDEX);
  }

  Answer delete(String rest) throws IOException {
    return caller.send("DELETE", path(rest), new byte[0]);
  }

  void served(String digest, byte[] blob) throws IOException {
    var answer = blob(digest).is(200);
    assertThat(answer.body()).isEqualTo(blob);
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(blob.length));
  }
}
