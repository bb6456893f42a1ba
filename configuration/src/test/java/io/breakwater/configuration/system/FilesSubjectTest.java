package io.breakwater.configuration.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesSubjectTest {
  private static String judged(SampleImage image, String check) {
    return image.judged(new FilesSubject(), check);
  }

  @ParameterizedTest
  @CsvSource({
    "passwd, 644, 0, 0, pass",
    "passwd, 664, 0, 0, '/etc/passwd:0 The mode is 0664: run \"chmod 0644 /etc/passwd\".'",
    "passwd, 644, 7, 0, '/etc/passwd:0 The file belongs to user 7 and group 0'",
    "group, 666, 0, 0, '/etc/group:0 The mode is 0666'",
    "shadow, 640, 0, 42, pass",
    "shadow, 0, 0, 0, pass",
    "shadow, 640, 0, 15, pass",
    "shadow, 640, 0, 1000, '/etc/shadow:0 The file belongs to user 0 and group 1000'",
    "shadow, 644, 0, 42, '/etc/shadow:0 The mode is 0644: run \"chmod 0640 /etc/shadow\".'",
    "gshadow, 660, 0, 42, '/etc/gshadow:0 The mode is 0660'",
  })
  void permissionsOfAccountFiles(String name, String mode, long uid, long gid, String judged) {
    var image =
        new SampleImage()
            .user("")
            .file(Accounts.GROUP, "shadow:x:15:\n")
            .file("/etc/" + name, "shadow:x:15:\n", Integer.parseInt(mode, 8), uid, gid);

    assertThat(judged(image, "permissions." + name)).startsWith(judged);
  }

  @Test
  void ownersOfAFolderOnDiskSayNothing() {
    assertThat(judged(new SampleImage().file("/etc/passwd", "", 0644, 7, 7), "permissions.passwd"))
        .isEqualTo("pass");
  }

  @Test
  void missingAndUnreadFiles() {
    assertThat(judged(new SampleImage(), "permissions.shadow"))
        .isEqualTo("n/a: The image has no /etc/shadow.");
    assertThat(judged(new SampleImage().unknown("/etc/shadow", "a loop"), "permissions.shadow"))
        .isEqualTo("cannot tell: /etc/shadow could not be read: a loop");
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/su, 0, true",
    "/usr/bin/odd, 0, true",
    "/usr/bin/odd, 1, false",
    "/usr/bin/su, 1, true",
    "/usr/bin/passwd, 0, false",
    "/opt/app/helper, 0, false",
  })
  void setUidProgramsBelongToPackages(String path, int layer, boolean known) {
    var image =
        new SampleImage()
            .installed("util-linux", "2.38", "/bin/su", "/usr/bin/odd", "/usr/bin/mount")
            .special("/usr/bin/mount", 04755, 0)
            .special(path, 04755, layer);

    assertThat(judged(image, "files.set_uid"))
        .startsWith(known ? "pass" : path + ":0 The program runs as user 0 whoever starts it");
  }

  @Test
  void withoutFileListsTheNamesDecide() {
    var image = new SampleImage().special("/bin/ping", 04755, 0);

    assertThat(judged(image, "files.set_uid")).isEqualTo("pass");
    assertThat(judged(image.special("/usr/local/bin/ping", 02755, 0), "files.set_uid"))
        .startsWith("/usr/local/bin/ping:0 The program runs as group 0");
  }

  @ParameterizedTest
  @CsvSource({"/bin/bash", "/usr/bin/python3.11", "/usr/bin/find", "/usr/bin/perl5.36.0"})
  void shellsAreNeverSetUid(String path) {
    var image = new SampleImage().installed("any", "1", path).special(path, 04755, 0);

    assertThat(judged(image, "files.set_uid_shell")).startsWith(path + ":0 The program runs as");
    assertThat(judged(image, "files.set_uid")).isEqualTo("pass");
  }

  @Test
  void setGidDirectoriesAndFilesThatNobodyRunsAreHarmless() {
    var image = new SampleImage().specialFolder("/var/mail", 02775).special("/x", 02644, 0);

    assertThat(new FilesSubject().judge(image.inventory()))
        .noneMatch(result -> result.outcome() instanceof Outcome.Fail);
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/profile, files.world_writable_system",
    "/usr/lib/libx.so, files.world_writable_system",
    "/lib64/libx.so, files.world_writable_system",
    "/usr/local/bin/x, files.world_writable",
    "/app/server, files.world_writable",
    "/tmp/x, none",
    "/run/lock/x, none",
    "/var/tmp, none",
  })
  void whatEverybodyMayChangeIsTold(String path, String check) {
    var image = new SampleImage().special(path, 0666, 2);

    for (var one : new String[] {"files.world_writable_system", "files.world_writable"}) {
      assertThat(judged(image, one))
          .startsWith(one.equals(check) ? path + ":0 Everybody can change the file" : "pass");
    }
  }

  @Test
  void directoriesForEverybodyAreTold() {
    assertThat(judged(new SampleImage().specialFolder("/app", 0777), "files.world_writable"))
        .isEqualTo(
            "/app:0 Everybody can add, rename and delete files in the directory, its mode is 0777:"
                + " run \"chmod o-w /app\".");
  }
}
