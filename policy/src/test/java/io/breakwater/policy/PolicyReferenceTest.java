package io.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.breakwater.policy.document.PolicyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The reference, the schema for editors and the reader say the same.
class PolicyReferenceTest {
  private static final JsonSchema SCHEMA = schema();

  @Test
  void theExampleOfTheReferenceIsReadAndFitsTheSchema() throws Exception {
    var text = Files.readString(Path.of("../docs/policy.md"));
    var example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertThat(example.find()).isTrue();
    var yaml = example.group(1);
    assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    var read = read(yaml);
    assertThat(read.policy().exemptions()).hasSize(4);
    assertThat(read.policy().exploitedAlways()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "fail-on: severity=critical",
        "unfixed: true",
        "exemptions: [{cve: CVE-1, scope: '*', expires: '2027-01-31T12:00:00Z'}]",
        "exemptions: [{cve: '*', packages: openssl}]",
      })
  void whatTheSchemaTakesTheReaderTakes(String yaml) throws PolicyException {
    assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    assertThat(read(yaml)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fail-onn: issues",
        "fail-on: severity=high-ish",
        "version: 2",
        "configuration: enormous",
        "unfixed: {older: 3}",
        "known-exploited: never",
        "max-feed-age: 0",
        "exemptions: [{scope: team}]",
        "exemptions: [{cve: CVE-1, sn: DSA-1}]",
        "exemptions: [{cve: CVE-1, packages: [{version: 1}]}]",
        "exemptions: [{cve: []}]",
        "exemptions: [{cve: CVE-1, expires: soon}]",
        "exemptions: {cve: CVE-1}",
      })
  void whatTheSchemaRefusesTheReaderRefuses(String yaml) {
    assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(PolicyException.class);
  }

  private static PolicyDocument read(String yaml) throws PolicyException {
    return PolicyFile.read(yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml");
  }

  private static JsonSchema schema() {
    try (var in =
        Objects.requireNonNull(PolicyFile.class.getResourceAsStream("policy-v1.schema.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
