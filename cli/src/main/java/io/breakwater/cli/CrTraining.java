package io.breakwater.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// What users of `breakwater cr` do most, for the AOT cache, before a server that says one thing.
final class CrTraining {
  private static final String IMAGES =
      """
      [{"DigestTags":{"sha256:aa":["h.example/birds/robin:1"]},"Created":1,"Size":1,
        "ManifestType":"OCI Image Manifest v1","Vulnerable":"true","IssueCount":1}]
      """;
  private static final String REPORT =
      """
      {"status":"FAIL","scan_time":1,"vulnerabilities":[{"cve_id":"CVE-2024-0001",
        "security_notices":[{"vulnerable_packages":[{"package_name":"a"}]}]}],
       "configuration_issues":[{"type":"a:b","description":"c","corrective_action":"d"}]}
      """;

  private CrTraining() {}

  /// Runs them.
  ///
  /// @param run takes the server's address and the words of a command
  static void run(BiConsumer<String, List<String>> run) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/", CrTraining::answer);
    server.start();
    try {
      var address = "127.0.0.1:" + server.getAddress().getPort();
      run.accept(address, List.of("cr", "images"));
      run.accept(address, List.of("cr", "images", "--format", "{{ .Tag }}"));
      run.accept(address, List.of("cr", "va", "birds/robin:1"));
      run.accept(address, List.of("cr", "namespaces", "-o", "json"));
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var report = exchange.getRequestURI().getPath().startsWith("/va/");
      var bytes = (report ? REPORT : IMAGES).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
