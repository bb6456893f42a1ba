package io.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.ImageReference;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.image.source.Attachments;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.policy.document.Remark;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachedVexTest {
  private static final String OPENVEX = "application/vnd.openvex+json";
  private static final String DSSE = "application/vnd.dsse.envelope.v1+json";

  @TempDir Path temporary;

  private final FakeRegistry registry = FakeRegistry.start();
  private String subject = "";

  @BeforeEach
  void push() {
    var image = new ImageBuilder().layer(new LayerBuilder().file("a", "b")).build();
    registry.add("team/app", "1", image);
    subject = image.digest();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private ExemptionDocument read() throws ImageException {
    var options =
        RegistryOptions.of(Map.of("HOME", temporary.toString())).withBackOff(Duration.ofMillis(2));
    return AttachedVex.read(
        registry.host() + "/team/app:1",
        List.of(Digest.parse(subject)),
        SourceOptions.of(temporary).withRegistry(options));
  }

  private List<String> exempt() throws ImageException {
    return read().exemptions().stream().map(Exemption::id).toList();
  }

  private List<String> remarks() throws ImageException {
    return read().remarks().stream().map(Remark::message).toList();
  }

  /// Without a product: what it is attached to is meant.
  private static Blob openVex(String cve) {
    var text =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "a",
         "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [
         {"vulnerability": {"name": "%s"}, "status": "not_affected",
          "justification": "component_not_present"}]}
        """
            .formatted(cve);
    return Blob.of(OPENVEX, text.getBytes(StandardCharsets.UTF_8));
  }

  private Blob attestation(String type, String predicate) {
    var statement =
        """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "%s",
         "subject": [{"name": "app", "digest": {"sha256": "%s"}}], "predicate": %s}
        """
            .formatted(type, subject.substring(7), predicate);
    var payload = Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8));
    var envelope =
        "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \""
            + payload
            + "\", \"signatures\": [{\"sig\": \"x\"}]}";
    return Blob.of(DSSE, envelope.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anImageWithoutAttachmentsHasNone() throws ImageException {
    assertThat(read()).isEqualTo(new ExemptionDocument("attached VEX", List.of(), List.of()));
  }

  @Test
  void referrersAreReadPageByPage() throws ImageException {
    registry.attach("team/app", subject, OPENVEX, openVex("CVE-1"));
    registry.attach("team/app", subject, OPENVEX, openVex("CVE-2"));
    registry.attach("team/app", subject, "application/spdx+json", openVex("CVE-3"));
    assertThat(exempt()).containsExactlyInAnyOrder("CVE-1", "CVE-2");
    assertThat(read().exemptions().getFirst().scopes()).hasToString("[@" + subject + "]");
    assertThat(remarks())
        .containsExactly(
            "2 VEX documents are taken from the registry, whose signatures were not verified");
  }

  @Test
  void aRegistryWithoutThatInterfaceIsAskedForTheTag() throws ImageException {
    registry.attach("team/app", subject, OPENVEX, openVex("CVE-1"));
    registry.withoutReferrers("team/app", subject);
    assertThat(exempt()).containsExactly("CVE-1");
  }

  @Test
  void attestationsAreReadWhereCosignKeepsThem() throws ImageException {
    var predicate = new String(openVex("CVE-1").bytes(), StandardCharsets.UTF_8);
    registry.attest("team/app", subject, attestation("https://openvex.dev/ns/v0.2.0", predicate));
    registry.attach("team/app", subject, DSSE, attestation("https://slsa.dev/provenance/v1", "{}"));
    assertThat(exempt()).containsExactly("CVE-1");
    assertThat(remarks())
        .containsExactly(
            "1 VEX document is taken from the registry, whose signatures were not verified",
            "the signature of the attestation was not verified");
  }

  @Test
  void damagedAndHugeFilesAreToldAndPassedOver() throws ImageException {
    var damaged = openVex("CVE-1");
    registry.attach("team/app", subject, OPENVEX, damaged);
    registry.wrongBytes(damaged.digest());
    registry.attach(
        "team/app", subject, OPENVEX, Blob.of(OPENVEX, new byte[Attachments.LARGEST + 1]));
    registry.attach(
        "team/app", subject, OPENVEX, Blob.of(OPENVEX, "{".getBytes(StandardCharsets.UTF_8)));
    registry.attach("team/app", subject, OPENVEX, openVex("CVE-2"));
    assertThat(exempt()).containsExactly("CVE-2");
    assertThat(remarks())
        .hasSize(4)
        .anyMatch(text -> text.contains("expected " + damaged.digest()))
        .anyMatch(text -> text.contains("at most " + Attachments.LARGEST + " are read"))
        .anyMatch(text -> text.contains("not read: line 1: it is no JSON"));
  }

  @Test
  void noMoreThanFiftyAreRead() throws ImageException {
    for (var i = 0; i < Attachments.MOST + 5; i++) {
      registry.attach("team/app", subject, OPENVEX, openVex("CVE-" + i));
    }
    registry.withoutReferrers("team/app", subject);
    assertThat(exempt()).hasSize(Attachments.MOST);
    assertThat(remarks()).contains("more than 50 files are attached; the others were not read");
  }

  @Test
  void documentsMayBeOfTheTypeOfAllJson() throws ImageException {
    registry.attach(
        "team/app", subject, "application/json", Blob.of("text/plain", openVex("CVE-1").bytes()));
    registry.attach("team/app", subject, "", Blob.of("application/json", openVex("CVE-2").bytes()));
    assertThat(exempt()).containsExactlyInAnyOrder("CVE-1", "CVE-2");
  }

  @Test
  void billsOfMaterialsAreNoVex() throws ImageException {
    var bill = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": []}";
    var bytes = bill.getBytes(StandardCharsets.UTF_8);
    var type = "application/vnd.cyclonedx+json";
    registry.attach("team/app", subject, type, Blob.of(type, bytes));
    registry.attest("team/app", subject, attestation("https://cyclonedx.org/bom", bill));
    assertThat(read()).isEqualTo(new ExemptionDocument("attached VEX", List.of(), List.of()));
  }

  @Test
  void statementsAboutOtherImagesStayAboutThem() throws ImageException {
    var text = new String(openVex("CVE-1").bytes(), StandardCharsets.UTF_8);
    var other =
        text.replace(
            "\"status\"",
            "\"products\": [{\"@id\": \"pkg:oci/other@sha256:"
                + "ab".repeat(32)
                + "\"}], \"status\"");
    registry.attach(
        "team/app", subject, OPENVEX, Blob.of(OPENVEX, other.getBytes(StandardCharsets.UTF_8)));
    var scopes = read().exemptions().getFirst().scopes();
    var image =
        ImageSubject.of(ImageReference.parse(registry.host() + "/team/app:1"))
            .withDigests(List.of(Digest.parse(subject)));
    assertThat(scopes).isNotEmpty().noneMatch(scope -> scope.covers(image));
  }

  @Test
  void aListThatGoesOnForeverOrElsewhereIsAnError() {
    registry.attach("team/app", subject, OPENVEX, openVex("CVE-1"));
    for (var next :
        List.of(
            "/v2/team/app/referrers/" + subject + "?page=0",
            "http://127.0.0.1:1/v2/",
            "mailto:a@example.org",
            "http://[")) {
      registry.nextReferrers("team/app", next);
      var error = catchThrowableOfType(ImageException.class, this::read);
      assertThat(error.code()).as(next).isEqualTo("registry-protocol");
    }
    assertThat(registry.requests())
        .filteredOn(request -> request.toString().contains("/referrers/"))
        .hasSize(20 + 3);
  }

  @Test
  void aRegistryThatRefusesIsAnError() {
    registry.auth(new Auth.Bearer("u", "p"));
    var error = catchThrowableOfType(ImageException.class, this::read);
    assertThat(error.code()).isEqualTo("registry-unauthorized");
  }
}
