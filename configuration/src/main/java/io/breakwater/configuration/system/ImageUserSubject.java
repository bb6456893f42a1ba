package io.breakwater.configuration.system;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Subject;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.ImageInventory;
import java.util.List;
import java.util.Optional;

/// The user that containers of an image run as: `config.User` of the OCI image specification,
/// `config.md`, resolved in the image's passwd as runtimes do (moby `user.GetExecUser`): a name
/// first, then a number.
public final class ImageUserSubject implements Subject {
  private static final Check CHECK =
      Check.ofSystem(
          "image.user",
          Weight.LOW,
          "The image names a user other than root: whoever breaks into the process is not root in"
              + " the container at once.",
          "CIS Docker Benchmark 1.6, 4.1 Ensure that a user for the container has been created",
          "USER 65532:65532");
  private static final String PLACE = "config: User";

  @Override
  public String name() {
    return "image";
  }

  @Override
  public List<Check> checks() {
    return List.of(CHECK);
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var outcome =
        image
            .config()
            .map(config -> judge(config.user(), image))
            .orElseGet(() -> new Outcome.NotApplicable("A root file system names no user."));
    return List.of(new CheckResult(CHECK, outcome));
  }

  private static Outcome judge(String field, ImageInventory image) {
    var colon = field.indexOf(':');
    var user = colon < 0 ? field : field.substring(0, colon);
    if (user.isEmpty()) {
      return root("The image names no user, so its containers run as root");
    }
    var accounts = Accounts.of(image.files());
    for (var account : accounts.accounts()) {
      if (account.name().equals(user) || Long.toString(account.uid()).equals(user)) {
        return account.uid() == 0
            ? root("The image's containers run as " + user + ", which is root")
            : new Outcome.Pass();
      }
    }
    var uid = number(user);
    if (uid.isPresent()) {
      return uid.get() == 0
          ? root("The image's containers run as user " + user + ", which is root")
          : new Outcome.Pass();
    }
    var why =
        accounts.unread().isEmpty()
            ? "The image is to run as "
                + user
                + ", who is not in /etc/passwd: containers do not start unless the file is mounted."
            : accounts.unread().getFirst();
    return new Outcome.CannotTell(why);
  }

  private static Outcome root(String what) {
    var action =
        what
            + ": make an account for it, and write \"USER\" with the number of that account at"
            + " the end of the Dockerfile.";
    return new Outcome.Fail(List.of(new Failure(PLACE, 0, -1, action)));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
