package io.breakwater.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about a database that comes from, or goes to, somewhere else.
final class ArtifactOptions {
  @Option(
      names = "--verify-key",
      paramLabel = "PEM",
      description = "Take the database only if the owner of this public key (Ed25519) signed it.")
  @Nullable String verifyKey;

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      description = "The signature, where it is not beside the file (FILE.sig) or in the registry.")
  @Nullable String signature;

  @Option(names = "--plain-http", description = "Speak to the registry without TLS.")
  boolean plainHttp;
}
