package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater up`: the registry.
///
/// Names no class of the server before it runs: the help of all commands is made without its
/// libraries.
final class UpCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "up",
          this,
          "Runs a registry that judges what is pushed to it. The first start needs nothing: it"
              + " makes",
          "its folder and a user admin, and says how to log in.");
  private final Texts listen =
      model.texts("--listen", "HOST:PORT", ",", "Where clients connect (127.0.0.1:5000).");
  private final Flag insecure =
      model.flag("--insecure", "Plain HTTP on addresses that other machines reach.");
  private final Text certificate =
      model.text(
          "--tls-certificate", "FILE", "Certificate chain, PEM. Read again when it changes.");
  private final Text key = model.text("--tls-key", "FILE", "Its private key, PEM.");
  private final Text publicUrl =
      model.text("--public-url", "URL", "What clients call it, where it stands behind a proxy.");
  private final Text policy =
      model.text("--policy", "FILE", "What fails an image and what is exempt (docs/policy.md).");
  private final StoreOptions stores = new StoreOptions(model);
  private final Flag check =
      model.flag("--check", "Read the configuration, say what is wrong, end.");

  private UpCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    var command = new UpCommand(session);
    return command
        .model
        .footer(
            "",
            "Ctrl-C or SIGTERM ends it when running requests have ended (stop.time); a second one"
                + " at",
            "once. Exit codes: 0 stopped in order, 2 it could not start, 130 and 143 stopped at"
                + " once.")
        .commandLine();
  }

  @Override
  public Integer call() {
    return new ServerRun(session).run(stores.config(), options(), check.isSet());
  }

  private Map<String, List<String>> options() {
    var options = stores.options();
    StoreOptions.put(options, "tls.certificate", certificate.value());
    StoreOptions.put(options, "tls.key", key.value());
    StoreOptions.put(options, "public-url", publicUrl.value());
    StoreOptions.put(options, "policy", policy.value());
    StoreOptions.put(options, "insecure", insecure.isSet() ? "true" : null);
    if (!listen.values().isEmpty()) {
      options.put("listen", listen.values());
    }
    return options;
  }
}
