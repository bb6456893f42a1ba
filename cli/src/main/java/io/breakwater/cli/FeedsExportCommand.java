package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `breakwater feeds export`: the built database, for machines without a network.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the advisories in use to a file, or to a registry as an OCI artifact",
      "(application/vnd.breakwater.advisories.v1+zstd)."
    })
final class FeedsExportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "oci:REF|FILE",
      description = "For example oci:registry.example/breakwater/advisories:latest.")
  private String to = "";

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "Sign with this private key (openssl genpkey -algorithm ed25519).")
  private @Nullable Path key;

  @Option(names = "--plain-http", description = "Speak to the registry without TLS.")
  private boolean plainHttp;

  FeedsExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var source = session.folders().database();
    try {
      var database = AdvisoryDatabase.open(source);
      var options = new ArtifactOptions();
      options.plainHttp = plainHttp;
      var artifact = new DatabaseArtifact(session, options);
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
