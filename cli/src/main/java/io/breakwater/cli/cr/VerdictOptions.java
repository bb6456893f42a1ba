package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.Failure;

/// What lists of images share: whether they say how secure the images are, and of which.
final class VerdictOptions {
  private final Flag without;
  private final Flag with;
  private final Flag ibm;

  VerdictOptions(CommandModel model) {
    without = model.flag("--no-va", "Without the security status.");
    with = model.flag("--va", "With the security status, which is the default.");
    ibm =
        model.flag(
            "--include-ibm", "Public images of the service, too; a server of your own has none.");
  }

  boolean wanted() {
    if (without.isSet() && with.isSet()) {
      throw Failure.usage("--va --no-va", "one excludes the other", "Choose one");
    }
    return !without.isSet();
  }

  boolean includeIbm() {
    return ibm.isSet();
  }
}
