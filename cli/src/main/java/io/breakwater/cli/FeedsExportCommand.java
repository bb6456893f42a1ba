package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater feeds export`: the built database, for machines without a network.
final class FeedsExportCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "export",
          this,
          "Writes the advisories in use to a file, or to a registry as an OCI artifact",
          "(application/vnd.breakwater.advisories.v1+zstd).");
  private final Text to =
      model.parameter(
          "oci:REF|FILE", true, "For example oci:registry.example/breakwater/advisories:latest.");
  private final Text keyFile =
      model.text(
          "--key", "PEM", "Sign with this private key (openssl genpkey -algorithm ed25519).");
  private final Flag plainHttp = model.flag("--plain-http", "Speak to the registry without TLS.");

  private FeedsExportCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new FeedsExportCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var to = this.to.or("");
    var key = keyFile.value() == null ? null : Path.of(keyFile.or(""));
    var source = session.folders().database();
    try {
      var database = AdvisoryDatabase.open(source);
      var artifact =
          new DatabaseArtifact(session, new ArtifactOptions.Values(null, null, plainHttp.isSet()));
      if (to.startsWith("oci:")) {
        artifact.push(database, source, to.substring("oci:".length()), key);
      } else {
        artifact.export(database, source, Path.of(to), key);
      }
      var out = new PrintWriter(session.terminal().out(), true, StandardCharsets.UTF_8);
      out.println("exported " + database.version() + " to " + to);
      return ExitCode.PASS;
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }
}
