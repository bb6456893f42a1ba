package io.breakwater.assessments.harbor;

import io.breakwater.api.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Bodies as Harbor sends them.
final class Sent {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private Sent() {}

  static String body(String url, String authorization, String repository, String digest) {
    return """
    {"registry":{"url":"%s","authorization":"%s"},
     "artifact":{"namespace_id":1,"repository":"%s","digest":"%s","tag":"1","mime_type":"%s"}}\
    """
        .formatted(url, authorization, repository, digest, MANIFEST);
  }

  static String basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static ScanRequest parse(String body) throws Refusal {
    return ScanRequest.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
