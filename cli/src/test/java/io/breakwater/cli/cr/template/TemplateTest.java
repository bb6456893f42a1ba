package io.breakwater.cli.cr.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.cli.cr.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates, as Go's `text/template` renders them.
class TemplateTest {
  private static final String DATA =
      """
      {"Name":"robin","Size":1500000,"None":null,"Yes":true,"No":false,"Empty":"",
       "Tags":["1","latest"],"Nothing":[],"Labels":{"b":"2","a":"1"},
       "Config":{"Env":["A=1"],"Ports":{"80/tcp":{}}}}
      """;

  private static String rendered(String template) throws IOException {
    var data = JsonReader.read(DATA.getBytes(StandardCharsets.UTF_8));
    return Template.parse(template, Set.of()).render(data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "{{.Name}}§robin",
        "{{ .Name }}:{{ .Size }}§robin:1500000",
        "{{.Missing}}§<no value>",
        "{{.Missing.Deeper}}§<no value>",
        "{{.Tags}}§[1 latest]",
        "{{.Labels}}§map[a:1 b:2]",
        "{{.Config.Ports}}§map[80/tcp:{}]",
        "{{.Config}}§map[Env:[A=1] Ports:map[80/tcp:{}]]",
        "{{if .Yes}}a{{else}}b{{end}}§a",
        "{{if .No}}a{{else if .Name}}c{{else}}b{{end}}§c",
        "{{if .Nothing}}a{{else}}b{{end}}§b",
        "{{if not .Empty}}a{{end}}§a",
        "{{if gt .Size 1000000}}big{{end}}§big",
        "{{if and (gt .Size 1) (lt .Size 2)}}a{{else}}b{{end}}§b",
        "{{if or .No .Name}}a{{end}}§a",
        "{{if eq .Name \"a\" \"robin\"}}a{{end}}§a",
        "{{if ne .Name `robin`}}a{{else}}b{{end}}§b",
        "{{if le 1.5 1.50}}a{{end}}§a",
        "{{range .Tags}}<{{.}}>{{end}}§<1><latest>",
        "{{range $i, $t := .Tags}}{{$i}}={{$t}} {{$.Name}};{{end}}§0=1 robin;1=latest robin;",
        "{{range $k, $v := .Labels}}{{$k}}{{$v}}{{end}}§a1b2",
        "{{range .Nothing}}a{{else}}none{{end}}§none",
        "{{with .Config}}{{.Env}}{{end}}§[A=1]",
        "{{with .Missing}}a{{else}}b{{end}}§b",
        "{{$x := .Size}}{{$x}}§1500000",
        "{{len .Tags}} {{len .Name}}§2 5",
        "{{index .Tags 1}} {{index .Labels \"b\"}}§latest 2",
        "{{.Name | upper | printf \"%s!\"}}§ROBIN!",
        "{{printf \"%-6s|%4d|%05d|%q|%v|%.1f|%%\" .Name 7 7 `x` .Yes 1.25}}"
            + "§robin |   7|00007|\"x\"|true|1.2|%",
        "{{join .Tags \", \"}}§1, latest",
        "{{json .Labels}}§{\"b\":\"2\",\"a\":\"1\"}",
        "{{index (split \"a/b/c\" \"/\") 1}}§b",
        "{{truncate .Name 3}}{{lower \"X\"}}§robx",
        "a {{- .Name -}} b§arobinb",
        "{{/* nothing */}}x§x",
        "{{print \"{{\" 1 \"}}\"}}§{{1}}",
        "{{println .Name}}§~robin\n~"
      })
  void whatComesOutIsWhatGoWrites(String template, String expected) throws IOException {
    assertThat(rendered(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "{{ .Name",
        "{{ end }}",
        "{{ if .A }}x",
        "{{ if .A }}{{ else }}{{ else }}{{ end }}",
        "{{ range }}x{{ end }}",
        "{{ nofunction .A }}",
        "{{ .Name | 5 }}",
        "{{ eq .Name }}",
        "{{ (eq 1 1 }}",
        "{{ $x }}",
        "{{ lt .Name 5 }}",
        "{{ index .Tags 9 }}",
        "{{ range .Name }}x{{ end }}",
        "{{ printf \"%d\" .Name }}",
        "{{ printf \"%s\" }}",
        "{{ printf \"x\" 1 }}",
        "{{ \"\\x\" }}",
        "{{ $a, $b := .Name }}",
        "{{ ! }}"
      })
  void whatIsNoTemplateIsRefused(String template) {
    assertThatThrownBy(() -> rendered(template)).isInstanceOf(TemplateException.class);
  }

  @Test
  void unknownFieldsAreToldWhereFieldsAreKnown() throws IOException {
    var data = JsonReader.read(DATA.getBytes(StandardCharsets.UTF_8));
    var template = Template.parse("{{ .Nmae }}", Set.of("Name", "Size"));
    assertThatThrownBy(() -> template.render(data))
        .hasMessage("there is no field .Nmae; there are .Name, .Size");
  }

  @Test
  void lengthsAndDepthsHaveLimits() {
    assertThatThrownBy(() -> rendered("x".repeat(70_000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("more than 65536");
    var deep = "{{if .Yes}}".repeat(60) + "{{end}}".repeat(60);
    assertThatThrownBy(() -> rendered(deep)).hasMessageContaining("more than 50");
    var elses = "{{if .No}}" + "{{else if .No}}".repeat(60) + "{{end}}";
    assertThatThrownBy(() -> rendered(elses)).hasMessageContaining("more than 50");
    var parentheses = "{{" + "(".repeat(60) + "1" + ")".repeat(60) + "}}";
    assertThatThrownBy(() -> rendered(parentheses)).hasMessageContaining("more than 50");
  }
}
