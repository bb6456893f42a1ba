package io.breakwater.configuration.system;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Subject;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.FoundSecret;
import io.breakwater.secrets.SecretKind;
import io.breakwater.secrets.SecretKinds;
import java.util.ArrayList;
import java.util.List;

/// Secrets that were left in the layers or the configuration of an image: one check for each kind.
public final class SecretsSubject implements Subject {
  private static final String REFERENCE =
      "CIS Docker Benchmark 1.6, 4.10 Ensure secrets are not stored in Dockerfiles";
  private static final String GOOD =
      "RUN --mount=type=secret,id=… while building, a secret of the orchestrator while running";

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public List<Check> checks() {
    return SecretKinds.all().stream().map(SecretsSubject::check).toList();
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var server = SshHostKeys.server(image).isPresent();
    var results = new ArrayList<CheckResult>();
    for (var kind : SecretKinds.all()) {
      var failures = new ArrayList<Failure>();
      for (var secret : image.secrets()) {
        var toldElsewhere = server && SshHostKeys.isHostKey(secret.place());
        if (secret.kind().equals(kind.id()) && !toldElsewhere) {
          failures.add(failure(kind, secret));
        }
      }
      results.add(new CheckResult(check(kind), Rule.outcome(failures)));
    }
    return results;
  }

  private static Check check(SecretKind kind) {
    return Check.ofSystem(
        "secrets." + kind.id(),
        weight(kind),
        "No layer of the image and no part of its configuration holds " + kind.title() + ".",
        REFERENCE,
        GOOD);
  }

  private static Weight weight(SecretKind kind) {
    for (var weight : Weight.values()) {
      if (weight.word().equals(kind.severity())) {
        return weight;
      }
    }
    return Weight.HIGH;
  }

  private static Failure failure(SecretKind kind, FoundSecret secret) {
    return new Failure(
        secret.place(), secret.line(), secret.layer(), what(kind, secret) + " " + kind.advice());
  }

  private static String what(SecretKind kind, FoundSecret secret) {
    var holds = " holds " + kind.title();
    if (secret.layer() < 0) {
      return "The image's configuration"
          + holds
          + ", and everybody who may pull the image can read it: build the image without it.";
    }
    return switch (secret.fate()) {
      case PRESENT ->
          "The file" + holds + ", and everybody who may pull the image can read it: leave it out.";
      case HIDDEN ->
          "Layer "
              + secret.layer()
              + holds
              + ". Deleting or replacing the file in a later layer does not help, for the layer is"
              + " still delivered: build the image without it.";
    };
  }
}
