package io.breakwater.configuration.sudo;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Installed;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Subject;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.List;
import java.util.Set;

/// Checks of sudo: who may become root, and how. Rules from a directory service, which
/// `nsswitch.conf` may name, are not in an image and not judged.
public final class SudoSubject implements Subject {
  private static final String FILE = "/etc/sudoers";
  private static final String VENDOR = "/usr/etc/sudoers";

  @Override
  public String name() {
    return "sudo";
  }

  @Override
  public List<Check> checks() {
    return Rule.checks(SudoRules.ALL);
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var installed = Installed.of(image, List.of("sudo", "sudo-ldap"), Set.of("sudo"), "");
    if (installed.isEmpty()) {
      return all(new Outcome.NotApplicable("The image has no sudo."));
    }
    var found = image.files().find(FILE);
    return switch (found instanceof Lookup.Missing ? image.files().find(VENDOR) : found) {
      case Lookup.Found(var file) -> {
        var sudo = Sudo.of(image, installed.get(), file);
        yield SudoRules.ALL.stream().map(rule -> rule.of(sudo)).toList();
      }
      case Lookup.Missing() ->
          all(new Outcome.NotApplicable("There is no " + FILE + ", and sudo runs nothing."));
      case Lookup.Directory(var path) ->
          all(new Outcome.NotApplicable(FILE + " is a directory, and sudo runs nothing."));
      case Lookup.Unread(var why) -> all(unread(why));
      case Lookup.Unknown(var why) -> all(unread(why));
    };
  }

  private static Outcome unread(String why) {
    return new Outcome.CannotTell(FILE + " could not be read: " + why);
  }

  private static List<CheckResult> all(Outcome outcome) {
    return Rule.all(SudoRules.ALL, outcome);
  }
}
