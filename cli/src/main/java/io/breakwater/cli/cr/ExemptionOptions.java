package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.server.Ask;

/// Which exemption: a scope, a type of issue, an issue.
final class ExemptionOptions {
  private final String command;
  private final Text scope;
  private final Text type;
  private final Text issue;

  ExemptionOptions(CommandModel model, String command) {
    this.command = command;
    scope =
        model.text(
            "--scope",
            "SCOPE",
            "Which images: \"*\" for the whole account, NAMESPACE, NAMESPACE/REPOSITORY,"
                + " NAMESPACE/REPOSITORY:TAG or NAMESPACE/REPOSITORY@DIGEST.");
    type =
        model.text(
            "--issue-type", "TYPE", "cve, sn or configuration; see breakwater cr exemption-types.");
    issue =
        model.text(
            "--issue-id", "ID", "As breakwater cr va prints it, for example CVE-2018-17929.");
  }

  String scope() {
    return needed("--scope", scope);
  }

  String type() {
    return needed("--issue-type", type);
  }

  String issue() {
    return needed("--issue-id", issue);
  }

  private String needed(String option, Text text) {
    var value = text.value();
    if (value == null || value.isBlank()) {
      throw Failure.usage(
          command,
          option + " is missing",
          "For example: breakwater cr "
              + command
              + " --scope birds/robin --issue-type cve --issue-id CVE-2018-17929");
    }
    return value.strip();
  }

  /// `/va/api/v4/exempt/image[/{resource}]/issue/{type}/{id}`.
  String path() {
    var resource = scope().equals("*") ? "" : "/" + ImageNames.segment(scope());
    return "/va/api/v4/exempt/image"
        + resource
        + "/issue/"
        + Ask.encoded(type())
        + "/"
        + Ask.encoded(issue());
  }
}
