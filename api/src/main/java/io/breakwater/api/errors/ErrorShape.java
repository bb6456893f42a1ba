package io.breakwater.api.errors;

import io.breakwater.registry.Detail;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// What refusals look like, by interface: as its clients read them.
enum ErrorShape {
  /// `{"errors":[{"code":"DIGEST_INVALID","message":"…","detail":{…}}]}`: OCI distribution
  /// specification 1.1, "Error Codes".
  DISTRIBUTION("application/json") {
    @Override
    void write(JsonGenerator json, Told told) {
      json.writeArrayPropertyStart("errors");
      json.writeStartObject();
      json.writeStringProperty("code", told.refusal().code());
      json.writeStringProperty("message", told.refusal().message());
      detail(json, told.refusal());
      json.writeEndObject();
      json.writeEndArray();
    }
  },

  /// `{"code":"NAME_UNKNOWN","message":"…","request-id":"…"}`: the registry management API and
  /// the Vulnerability Advisor API. The published SDKs (IBM Cloud SDK core, Java
  /// `ServiceResponseException`, Node `parseServiceErrorMessage`) tell what `message` says.
  ORIGINAL("application/json") {
    @Override
    void write(JsonGenerator json, Told told) {
      json.writeStringProperty("code", told.refusal().code());
      json.writeStringProperty("message", told.refusal().message());
      json.writeStringProperty("request-id", told.request());
      detail(json, told.refusal());
    }
  },

  /// `{"type":"/problems/name-unknown","title":"Name unknown","status":404,"detail":"…",
  /// "code":"NAME_UNKNOWN","request-id":"…"}` and members for programs: RFC 9457.
  PROBLEM("application/problem+json") {
    @Override
    void write(JsonGenerator json, Told told) {
      var words = told.refusal().code().toLowerCase(Locale.ROOT);
      json.writeStringProperty("type", "/problems/" + words.replace('_', '-'));
      json.writeStringProperty(
          "title",
          words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1).replace('_', ' '));
      json.writeNumberProperty("status", told.refusal().status());
      json.writeStringProperty("detail", told.refusal().message());
      json.writeStringProperty("code", told.refusal().code());
      json.writeStringProperty("request-id", told.request());
      Details.write(json, told.refusal().detail());
    }
  },

  /// `{"errorCode":"BXNIM0415E","errorMessage":"…","context":{"requestId":"…"}}`: as the identity
  /// service of IBM Cloud answers.
  IDENTITY("application/json") {
    @Override
    void write(JsonGenerator json, Told told) {
      json.writeStringProperty("errorCode", told.refusal().code());
      json.writeStringProperty("errorMessage", told.refusal().message());
      json.writeObjectPropertyStart("context");
      json.writeStringProperty("requestId", told.request());
      json.writeEndObject();
    }
  },

  /// `{"error":{"message":"…"}}`: Harbor's pluggable scanner API 1.2, `Error`.
  SCANNER("application/vnd.scanner.adapter.error+json; version=1.0") {
    @Override
    void write(JsonGenerator json, Told told) {
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("message", told.refusal().message());
      json.writeEndObject();
    }
  };

  private final String mediaType;

  ErrorShape(String mediaType) {
    this.mediaType = mediaType;
  }

  /// What is to be said.
  ///
  /// @param request its id
  record Told(Refusal refusal, String request) {}

  /// That of the interface to which a path belongs.
  static ErrorShape of(String path) {
    if (path.startsWith("/api/v2/") || path.equals("/api/v2")) {
      return PROBLEM;
    }
    if (path.startsWith("/api/harbor/")) {
      return SCANNER;
    }
    if (path.startsWith("/api/") || path.startsWith("/va/")) {
      return ORIGINAL;
    }
    return path.startsWith("/identity/") ? IDENTITY : DISTRIBUTION;
  }

  String mediaType() {
    return mediaType;
  }

  /// The code for a status that came without one.
  String code(int status) {
    return this == DISTRIBUTION ? Refusals.distributionCode(status) : Refusals.code(status);
  }

  /// Writes the members of an object that is open.
  abstract void write(JsonGenerator json, Told told);

  private static void detail(JsonGenerator json, Refusal refusal) {
    if (!(refusal.detail() instanceof Detail.None)) {
      json.writeObjectPropertyStart("detail");
      Details.write(json, refusal.detail());
      json.writeEndObject();
    }
  }
}
