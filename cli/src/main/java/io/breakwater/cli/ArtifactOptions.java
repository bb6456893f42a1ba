package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import org.jspecify.annotations.Nullable;

/// Options about a database that comes from somewhere else.
final class ArtifactOptions {
  private final Text verifyKey;
  private final Text signature;
  private final Flag plainHttp;

  ArtifactOptions(CommandModel model) {
    verifyKey =
        model.text(
            "--verify-key",
            "PEM",
            "Take an exported database only if the owner of this public key (Ed25519) signed it.");
    signature =
        model.text(
            "--signature",
            "FILE",
            "Its signature, where that is not FILE.sig beside it or in the registry.");
    plainHttp = model.flag("--plain-http", "Speak to the registry without TLS.");
  }

  Values values() {
    return new Values(verifyKey.value(), signature.value(), plainHttp.isSet());
  }

  /// @param verifyKey file of the public key, null for no check
  /// @param signature file of the signature, null for the usual place
  /// @param plainHttp without TLS
  record Values(@Nullable String verifyKey, @Nullable String signature, boolean plainHttp) {}
}
