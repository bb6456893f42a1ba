package io.breakwater.assessments.harbor;

import tools.jackson.core.JsonGenerator;

/// What is to be looked at, as Harbor calls it (`Artifact`). Empty texts are what it left out.
record ScannedArtifact(String repository, String digest, String tag, String mediaType) {
  /// `{"repository","digest","tag","mime_type"}`.
  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("artifact");
    member(json, "repository", repository);
    member(json, "digest", digest);
    member(json, "tag", tag);
    member(json, "mime_type", mediaType);
    json.writeEndObject();
  }

  private static void member(JsonGenerator json, String name, String text) {
    if (!text.isEmpty()) {
      json.writeStringProperty(name, text);
    }
  }
}
