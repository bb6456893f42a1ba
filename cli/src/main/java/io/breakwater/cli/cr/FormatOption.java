package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.template.Template;
import io.breakwater.cli.cr.template.TemplateException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// `--format`: a template for each image.
final class FormatOption {
  private final Text format;
  private final Set<String> fields;

  /// @param fields those that there are; empty for any
  FormatOption(CommandModel model, Set<String> fields) {
    this.fields = fields;
    format =
        model.text(
            "--format",
            "TEMPLATE",
            "Print each image by a Go template, for example"
                + (fields.isEmpty()
                    ? " '{{ .Config.ExposedPorts }}'."
                    : " '{{ .Repository }} {{ .Size }}'. Fields: "
                        + String.join(", ", fields.stream().sorted().toList())
                        + "."));
  }

  /// The template, where one was given.
  ///
  /// @throws Failure `usage` where it is none
  Optional<Template> template() {
    var text = format.value();
    try {
      return text == null ? Optional.empty() : Optional.of(Template.parse(text, fields));
    } catch (TemplateException e) {
      throw wrong(e);
    }
  }

  /// Prints what comes out for one image; nothing where nothing does, as in
  /// `{{ if not .Tags }}{{ .Digest }}{{ end }}`.
  void print(Template template, JsonValue value, Consumer<String> out) {
    try {
      var line = template.render(value);
      if (!line.isEmpty()) {
        out.accept(line);
      }
    } catch (TemplateException e) {
      throw wrong(e);
    }
  }

  private static Failure wrong(TemplateException e) {
    return Failure.usage(
        "--format",
        String.valueOf(e.getMessage()),
        "For example --format '{{ .Repository }}'; docs/cli.md says what templates can do");
  }
}
