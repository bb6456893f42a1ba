package io.breakwater.configuration.judgement;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Subject;
import io.breakwater.configuration.apache.ApacheSubject;
import io.breakwater.configuration.mysql.MySql;
import io.breakwater.configuration.nginx.Nginx;
import io.breakwater.configuration.ssh.SshSubject;
import io.breakwater.configuration.sudo.SudoSubject;
import io.breakwater.configuration.system.AccountsSubject;
import io.breakwater.configuration.system.FilesSubject;
import io.breakwater.configuration.system.ImageUserSubject;
import io.breakwater.configuration.system.PasswordsSubject;
import io.breakwater.configuration.system.SecretsSubject;
import io.breakwater.inventory.ImageInventory;
import java.util.ArrayList;
import java.util.List;

/// Judges the configuration of images. A new subject is registered here and nowhere else.
public final class Configuration {
  private static final List<Subject> SUBJECTS =
      List.of(
          new MySql(),
          new Nginx(),
          new ApacheSubject(),
          new AccountsSubject(),
          new PasswordsSubject(),
          new FilesSubject(),
          new ImageUserSubject(),
          new SecretsSubject(),
          new SshSubject(),
          new SudoSubject());

  private Configuration() {}

  /// Every check there is, by subject.
  public static List<Check> checks() {
    return SUBJECTS.stream().flatMap(subject -> subject.checks().stream()).toList();
  }

  /// Judges an image by every check; nothing where its files are not known.
  public static List<CheckResult> judge(ImageInventory image) {
    if (!image.files().known()) {
      return List.of();
    }
    var results = new ArrayList<CheckResult>();
    for (var subject : SUBJECTS) {
      results.addAll(subject.judge(image));
    }
    return List.copyOf(results);
  }
}
