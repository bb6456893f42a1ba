package io.breakwater.configuration.ssh;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Installed;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Subject;
import io.breakwater.configuration.Weight;
import io.breakwater.configuration.system.SshHostKeys;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Checks of the OpenSSH server of an image: that it is there, its host keys, its settings.
public final class SshSubject implements Subject {
  private static final String FILE = "/etc/ssh/sshd_config";
  private static final String LOCAL = "/usr/local/etc/sshd_config";
  private static final String VENDOR = "/usr/etc/ssh/sshd_config";
  private static final String FOLDER = "/etc/ssh";

  private static final Check INSTALLED =
      Check.ofSystem(
          "ssh.server_installed",
          Weight.LOW,
          "An image has no SSH server: containers are entered with \"docker exec\" or \"kubectl"
              + " exec\", which need no keys and no further process.",
          "CIS Docker Benchmark 1.6, 5.7 Ensure sshd is not run within containers",
          "no package openssh-server");

  private static final Check HOST_KEYS =
      Check.ofSystem(
          "ssh.host_keys",
          Weight.HIGH,
          "Host keys are made when a container starts: with a key from the image, whoever has the"
              + " image can pass for every server made from it.",
          "https://man.openbsd.org/ssh-keygen#A",
          "RUN rm /etc/ssh/ssh_host_* in the same step that installs the server");

  @Override
  public String name() {
    return "ssh";
  }

  @Override
  public List<Check> checks() {
    var checks = new ArrayList<>(List.of(INSTALLED, HOST_KEYS));
    SshRules.ALL.forEach(rule -> checks.add(rule.check()));
    return checks;
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var installed = SshHostKeys.server(image);
    if (installed.isEmpty()) {
      var none = new Outcome.NotApplicable("The image has no OpenSSH server.");
      return checks().stream().map(check -> new CheckResult(check, none)).toList();
    }
    var server = server(image, installed.get());
    var results = new ArrayList<CheckResult>();
    results.add(new CheckResult(INSTALLED, installed(installed.get())));
    results.add(new CheckResult(HOST_KEYS, hostKeys(image, server)));
    for (var rule : SshRules.ALL) {
      results.add(new CheckResult(rule.check(), rule.judge(server)));
    }
    return results;
  }

  private static SshRule.Server server(ImageInventory image, Installed installed) {
    var version = new SshVersion(installed);
    var path = path(image, installed);
    var layer = image.files().find(path) instanceof Lookup.Found(var file) ? file.layer() : -1;
    var configuration = SshdReader.read(image.files(), path, version);
    return new SshRule.Server(configuration, version, path, layer);
  }

  private static String path(ImageInventory image, Installed installed) {
    var binary = installed.binary();
    if (installed.owner() == null && binary != null && binary.startsWith("/usr/local/")) {
      return LOCAL;
    }
    var vendor =
        image.files().find(FILE) instanceof Lookup.Missing
            && !(image.files().find(VENDOR) instanceof Lookup.Missing);
    return vendor ? VENDOR : FILE;
  }

  private static Outcome installed(Installed installed) {
    var owner = installed.owner();
    var binary = installed.binary();
    var what = owner == null ? "The file" : "The package " + owner.name();
    var place = binary == null ? (owner == null ? FILE : owner.file()) : binary;
    var layer = owner == null ? -1 : owner.origin().layer();
    return new Outcome.Fail(
        List.of(new Failure(place, 0, layer, what + " is an SSH server: leave it out.")));
  }

  /// Keys where `ssh-keygen -A` writes them, those that settings name, and those that only a lower
  /// layer holds.
  private static Outcome hostKeys(ImageInventory image, SshRule.Server server) {
    var found = new TreeMap<String, Failure>();
    for (var name : image.files().list(FOLDER).orElse(List.of())) {
      key(image, FOLDER + "/" + name, SshHostKeys.isHostKey(FOLDER + "/" + name), found);
    }
    for (var setting : server.configuration().settings()) {
      if (setting.keyword().name().equals("hostkey")) {
        key(image, setting.text(), setting.text().startsWith("/"), found);
      }
    }
    for (var secret : image.secrets()) {
      if (SshHostKeys.isHostKey(secret.place())) {
        found.putIfAbsent(
            secret.place(),
            new Failure(
                secret.place(),
                0,
                secret.layer(),
                "Layer "
                    + secret.layer()
                    + " holds the host key. Deleting it in a later layer does"
                    + " not help: remove it in the step that makes it, and withdraw it."));
      }
    }
    return found.isEmpty()
        ? unknownKeys(image, server)
            .<Outcome>map(Outcome.CannotTell::new)
            .orElse(Rule.outcome(List.of()))
        : Rule.outcome(List.copyOf(found.values()));
  }

  /// Why there may be a key that nobody has seen.
  private static Optional<String> unknownKeys(ImageInventory image, SshRule.Server server) {
    return switch (image.files().find(FOLDER)) {
      case Lookup.Unknown(var why) -> Optional.of(FOLDER + " is not known: " + why);
      case Lookup.Directory(var folder) when image.files().list(FOLDER).isEmpty() ->
          Optional.of("the names in " + FOLDER + " are not known");
      case Lookup.Directory(var folder) -> unknownKeys(server);
      case Lookup.Missing() -> unknownKeys(server);
      case Lookup.Found(var file) -> unknownKeys(server);
      case Lookup.Unread(var why) -> unknownKeys(server);
    };
  }

  /// Where reading stopped, a `HostKey` may follow.
  private static Optional<String> unknownKeys(SshRule.Server server) {
    return Optional.of(server.configuration().problem()).filter(problem -> !problem.isEmpty());
  }

  private static void key(
      ImageInventory image, String path, boolean wanted, Map<String, Failure> found) {
    if (!wanted || path.endsWith(".pub")) {
      return;
    }
    var layer =
        switch (image.files().find(path)) {
          case Lookup.Found(var file) -> file.layer();
          case Lookup.Unread(var why) -> -1;
          case Lookup.Missing() -> -2;
          case Lookup.Unknown(var why) -> -2;
          case Lookup.Directory(var directory) -> -2;
        };
    if (layer > -2) {
      found.put(
          path,
          new Failure(
              path,
              0,
              layer,
              "Every container of the image has this host key: run \"rm "
                  + path
                  + "\" in the step that installs the server, and \"ssh-keygen -A\" when the"
                  + " container starts."));
    }
  }
}
