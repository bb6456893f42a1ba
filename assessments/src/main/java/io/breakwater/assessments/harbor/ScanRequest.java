package io.breakwater.assessments.harbor;

import io.breakwater.api.errors.Refusal;
import io.breakwater.image.ImageReference;
import io.breakwater.image.remote.Credentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What Harbor asks for (`ScanRequest`). It holds credentials, so it lives as long as its scan
/// and reaches no log: `Credentials` do not show what is secret.
///
/// @param registry Harbor's, `http` or `https`
/// @param reference the image in it
/// @param kinds the reports that are wanted, at least one
record ScanRequest(
    URI registry,
    Credentials credentials,
    ImageReference reference,
    ScannedArtifact artifact,
    Set<ReportKind> kinds) {
  /// The artifacts that can be looked at: those of images. Harbor asks for each image of an
  /// index.
  static final List<String> CONSUMED =
      List.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private static final String UNSUPPORTED = "UNSUPPORTED";

  ScanRequest {
    kinds = Set.copyOf(kinds);
  }

  /// Reads what was sent.
  ///
  /// @throws Refusal 400 for what is no such JSON, 422 for a member that says nothing usable,
  ///     501 for what this scanner cannot do
  static ScanRequest parse(byte[] bytes) throws Refusal {
    var body = SentJson.parse(bytes);
    var sent = body.object("registry");
    var registry = registry(sent.text("url"));
    var credentials = credentials(sent.text("authorization"));
    var of = body.object("artifact");
    var artifact =
        new ScannedArtifact(
            of.text("repository"), of.text("digest"), of.text("tag"), of.text("mime_type"));
    if (!artifact.mediaType().isEmpty() && !CONSUMED.contains(artifact.mediaType())) {
      throw Refusal.of(
          501, UNSUPPORTED, "only images can be scanned: " + String.join(" or ", CONSUMED));
    }
    return new ScanRequest(
        registry, credentials, reference(registry, artifact), artifact, kinds(body));
  }

  private static URI registry(String url) throws Refusal {
    try {
      var address = new URI(url);
      var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      var path = String.valueOf(address.getPath());
      if (address.getHost() != null
          && (scheme.equals("https") || scheme.equals("http"))
          && List.of("", "/", "/v2", "/v2/").contains(path)
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        var host = address.getHost().toLowerCase(Locale.ROOT);
        return new URI(scheme, null, host, address.getPort(), null, null, null);
      }
    } catch (URISyntaxException e) {
      // Said below; what was sent is not repeated, as it may hold a password.
    }
    throw invalid("registry.url is no address such as https://harbor.example.com");
  }

  /// `Basic` and `Bearer` with what Harbor gave out; nothing for images that everybody may
  /// pull.
  private static Credentials credentials(String authorization) throws Refusal {
    var space = authorization.indexOf(' ');
    if (authorization.isEmpty()) {
      return new Credentials.Anonymous();
    }
    var scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    var given = authorization.substring(space + 1).strip();
    if (scheme.equals("bearer") && given.matches("[A-Za-z0-9._~+/=-]+")) {
      return new Credentials.RegistryToken(given);
    }
    if (scheme.equals("basic")) {
      try {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(given));
        var pair = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        var colon = pair.indexOf(':');
        if (colon > 0) {
          return new Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1));
        }
      } catch (IllegalArgumentException | CharacterCodingException e) {
        // Said below.
      }
    }
    throw invalid(
        "registry.authorization is neither Basic with a user and a password nor Bearer with a"
            + " token");
  }

  private static ImageReference reference(URI registry, ScannedArtifact artifact) throws Refusal {
    if (artifact.repository().isEmpty()) {
      throw invalid("artifact.repository is missing");
    }
    if (artifact.digest().isEmpty() && artifact.tag().isEmpty()) {
      throw invalid("artifact.digest is missing");
    }
    var version = artifact.digest().isEmpty() ? ":" + artifact.tag() : "@" + artifact.digest();
    try {
      // The grammar takes a first part without dot and port for a repository: those are put in.
      var parsed = ImageReference.parse("registry.invalid/" + artifact.repository() + version);
      return new ImageReference(
          registry.getAuthority(), parsed.repository(), parsed.tag(), parsed.digest());
    } catch (IllegalArgumentException e) {
      throw invalid("artifact: " + e.getMessage());
    }
  }

  private static Set<ReportKind> kinds(SentJson body) throws Refusal {
    var capabilities = body.objects("enabled_capabilities");
    var kinds = EnumSet.noneOf(ReportKind.class);
    for (var capability : capabilities) {
      kinds.addAll(kindsOf(capability));
    }
    return capabilities.isEmpty() ? EnumSet.allOf(ReportKind.class) : kinds;
  }

  private static List<ReportKind> kindsOf(SentJson capability) throws Refusal {
    var produced = capability.texts("produces_mime_types");
    var of =
        switch (capability.text("type")) {
          case "vulnerability" -> ReportKind.reports();
          case "sbom" -> bills(capability);
          case "" -> throw invalid("a capability without type");
          default ->
              throw Refusal.of(501, UNSUPPORTED, "the capabilities are vulnerability and sbom");
        };
    var wanted =
        of.stream()
            .filter(
                kind ->
                    produced.isEmpty()
                        || produced.stream()
                            .anyMatch(one -> ReportKind.same(one, kind.mediaType())))
            .toList();
    if (wanted.isEmpty()) {
      throw Refusal.of(
          501, UNSUPPORTED, "none of the wanted produces_mime_types is one of /metadata");
    }
    return wanted;
  }

  private static List<ReportKind> bills(SentJson capability) throws Refusal {
    var parameters = capability.optionalObject("parameters");
    var formats =
        parameters.isEmpty() ? List.<String>of() : parameters.get().texts("sbom_media_types");
    if (formats.isEmpty()) {
      return ReportKind.bills();
    }
    var wanted = EnumSet.noneOf(ReportKind.class);
    for (var format : formats) {
      wanted.add(
          ReportKind.bill(format)
              .orElseThrow(
                  () ->
                      Refusal.of(
                          501,
                          UNSUPPORTED,
                          "sbom_media_types are application/spdx+json and"
                              + " application/vnd.cyclonedx+json")));
    }
    return List.copyOf(wanted);
  }

  private static Refusal invalid(String told) {
    return Refusal.of(422, "INVALID", told);
  }
}
