package io.breakwater.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.MediaTypes;
import io.breakwater.testkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The routes of the distribution specification.
final class Routes {
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger serial = new AtomicInteger();
  private final Function<String, Content> repositories;
  private final Faults faults;

  Routes(Function<String, Content> repositories, Faults faults) {
    this.repositories = repositories;
    this.faults = faults;
  }

  void answer(HttpExchange exchange, Target target) throws IOException {
    var content = repositories.apply(target.repository());
    switch (exchange.getRequestMethod() + " " + target.kind()) {
      case "GET " -> Answers.json(exchange, 200, Json.bytes(Map.of()));
      case "GET manifests", "HEAD manifests" -> manifest(exchange, content, target.reference());
      case "GET blobs", "HEAD blobs" -> blob(exchange, content, target.reference());
      case "GET referrers" -> referrers(exchange, content, target);
      case "GET tags" -> tags(exchange, content, target.repository());
      case "POST uploads" -> open(exchange, content, target.repository());
      case "PATCH uploads" -> append(exchange, target);
      case "PUT uploads" -> finish(exchange, content, target);
      case "PUT manifests" -> putManifest(exchange, content, target);
      default -> Answers.error(exchange, 405, "UNSUPPORTED", "no such route");
    }
  }

  private void manifest(HttpExchange exchange, Content content, String reference)
      throws IOException {
    var found = content.manifest(reference);
    if (found.isEmpty()) {
      Answers.error(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
      return;
    }
    var manifest = found.get();
    exchange.getResponseHeaders().set("Content-Type", manifest.mediaType());
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
    if (!faults.rateLimit().isEmpty()) {
      exchange.getResponseHeaders().set("ratelimit-limit", "100;w=21600");
      exchange.getResponseHeaders().set("ratelimit-remaining", faults.rateLimit());
    }
    var known = exchange.getRequestHeaders().getFirst("If-None-Match");
    if (known != null && known.equals("\"" + manifest.digest() + "\"")) {
      Answers.empty(exchange, 304);
      return;
    }
    Answers.send(exchange, 200, faults.bytes(manifest.digest(), manifest.bytes()));
  }

  private void blob(HttpExchange exchange, Content content, String digest) throws IOException {
    var found = content.blob(digest);
    if (found.isEmpty()) {
      Answers.error(exchange, 404, "BLOB_UNKNOWN", "blob unknown");
      return;
    }
    var bytes = faults.bytes(digest, found.get());
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/octet-stream");
    headers.set("Docker-Content-Digest", digest);
    headers.set("Accept-Ranges", "bytes");
    var from = from(exchange.getRequestHeaders().getFirst("Range"));
    if (from >= bytes.length && from > 0) {
      headers.set("Content-Range", "bytes */" + bytes.length);
      Answers.error(exchange, 416, "RANGE_INVALID", "the blob is shorter");
      return;
    }
    if (from > 0) {
      headers.set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
    }
    var until = from + faults.sending(bytes.length - from);
    Answers.held(exchange, from > 0 ? 206 : 200, bytes, from, until, faults);
  }

  /// All that refer to a manifest, one a page, with a `Link` to the next page.
  private void referrers(HttpExchange exchange, Content content, Target target) throws IOException {
    var all = content.referrers(target.reference());
    if (!content.listsReferrers()) {
      Answers.error(exchange, 404, "NOT_FOUND", "no such route");
      return;
    }
    var page = Integer.parseInt(Gate.query(exchange).getOrDefault("page", "0"));
    if (page + 1 < all.size() || !content.nextReferrers().isEmpty()) {
      var path = exchange.getRequestURI().getPath();
      var ordered = content.nextReferrers();
      var next = ordered.isEmpty() ? path + "?page=" + (page + 1) : ordered;
      exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
    }
    exchange.getResponseHeaders().set("Content-Type", MediaTypes.OCI_INDEX);
    var shown = all.isEmpty() ? all : all.subList(page, page + 1);
    Answers.send(exchange, 200, Json.bytes(Content.index(shown)));
  }

  /// `?n=` and `?last=` page through the tags, with a `Link` to the next page.
  private void tags(HttpExchange exchange, Content content, String repository) throws IOException {
    var query = Gate.query(exchange);
    var n = Integer.parseInt(query.getOrDefault("n", "1000"));
    var last = query.getOrDefault("last", "");
    var page = new ArrayList<Object>();
    for (var tag : content.tags()) {
      if (tag.compareTo(last) > 0 && page.size() < n) {
        page.add(tag);
      }
    }
    if (!page.isEmpty() && !page.getLast().equals(content.tags().getLast())) {
      var next = "/v2/" + repository + "/tags/list?n=" + n + "&last=" + page.getLast();
      exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
    }
    Answers.json(exchange, 200, Json.bytes(Json.object("name", repository, "tags", page)));
  }

  private void open(HttpExchange exchange, Content content, String repository) throws IOException {
    var query = Gate.query(exchange);
    var body = exchange.getRequestBody().readAllBytes();
    var mount = query.get("mount");
    var source = query.get("from");
    if (mount != null && source != null && repositories.apply(source).blob(mount).isPresent()) {
      content.putBlob(mount, repositories.apply(source).blob(mount).orElseThrow());
      created(exchange, repository, mount);
      return;
    }
    var digest = query.get("digest");
    if (digest != null) {
      store(exchange, content, repository, digest, body);
      return;
    }
    var id = "upload-" + serial.incrementAndGet();
    uploads.put(id, new ByteArrayOutputStream());
    var headers = exchange.getResponseHeaders();
    headers.set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
    headers.set("Range", "0-0");
    Answers.empty(exchange, 202);
  }

  private void append(HttpExchange exchange, Target target) throws IOException {
    var upload = uploads.get(target.reference());
    if (upload == null) {
      Answers.error(exchange, 404, "BLOB_UPLOAD_UNKNOWN", "no such upload");
      return;
    }
    upload.writeBytes(exchange.getRequestBody().readAllBytes());
    var headers = exchange.getResponseHeaders();
    headers.set("Location", exchange.getRequestURI().getPath());
    headers.set("Range", "0-" + Math.max(0, upload.size() - 1));
    Answers.empty(exchange, 202);
  }

  private void finish(HttpExchange exchange, Content content, Target target) throws IOException {
    var upload = uploads.remove(target.reference());
    if (upload == null) {
      Answers.error(exchange, 404, "BLOB_UPLOAD_UNKNOWN", "no such upload");
      return;
    }
    upload.writeBytes(exchange.getRequestBody().readAllBytes());
    var digest = Gate.query(exchange).getOrDefault("digest", "");
    store(exchange, content, target.repository(), digest, upload.toByteArray());
  }

  private void store(
      HttpExchange exchange, Content content, String repository, String digest, byte[] bytes)
      throws IOException {
    if (!Blob.sha256(bytes).equals(digest)) {
      Answers.error(exchange, 400, "DIGEST_INVALID", "the content has another digest");
      return;
    }
    content.putBlob(digest, bytes);
    created(exchange, repository, digest);
  }

  private void putManifest(HttpExchange exchange, Content content, Target target)
      throws IOException {
    var bytes = exchange.getRequestBody().readAllBytes();
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    var manifest = Blob.of(type == null ? "application/octet-stream" : type, bytes);
    if (target.reference().startsWith("sha256:") && !target.reference().equals(manifest.digest())) {
      Answers.error(exchange, 400, "DIGEST_INVALID", "the content has another digest");
      return;
    }
    content.putManifest(target.reference(), manifest);
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
    var location = "/v2/" + target.repository() + "/manifests/" + manifest.digest();
    exchange.getResponseHeaders().set("Location", location);
    Answers.empty(exchange, 201);
  }

  private static void created(HttpExchange exchange, String repository, String digest)
      throws IOException {
    exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/" + digest);
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
    Answers.empty(exchange, 201);
  }

  private static int from(@Nullable String range) {
    return range == null || !range.matches("bytes=\\d+-\\d*")
        ? 0
        : Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
  }
}
