package io.breakwater.configuration.sudo;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.system.SampleImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SudoSubjectTest {
  private static final String VERSION = "1.9.13p3-1+deb12u4";

  private static SampleImage image(String sudoers) {
    return new SampleImage()
        .installed("sudo", VERSION)
        .user("")
        .file(
            "/etc/passwd",
            "root:x:0:0::/root:/bin/sh\nboss:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n")
        .file("/etc/group", "root:x:0:\nsudo:x:27:app\nwheel:x:10:\napp:x:1000:\n")
        .file("/etc/sudoers", sudoers.replace(" | ", "\n") + "\n", 0440, 0, 0);
  }

  private static String judged(SampleImage image, String check) {
    return image.judged(new SudoSubject(), "sudo." + check);
  }

  private static void assertJudged(String check, String sudoers, String expected) {
    var judged = judged(image(sudoers), check);
    if (expected.equals("pass")) {
      assertThat(judged).isEqualTo("pass");
    } else {
      assertThat(judged).contains(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "app ALL=(ALL) NOPASSWD: ALL ; /etc/sudoers:1 The user app may run every command as root",
        "app ALL=NOPASSWD: ALL ; The user app may run every command",
        "%wheel ALL=(ALL) NOPASSWD: ALL ; The group wheel, which has no members in the image, may",
        "%sudo ALL=(ALL) NOPASSWD: ALL ; The group sudo may run every command",
        "ALL ALL=NOPASSWD: ALL ; Every user may run every command",
        "+net web=NOPASSWD: ALL ; The netgroup net may run every command",
        "User_Alias A=B:B=app | Cmnd_Alias C=ALL | A ALL=NOPASSWD: C ; :3 The user app may run",
        "Runas_Alias R=root | app ALL=(R) NOPASSWD: ALL ; The user app may run",
        "app ALL=/bin/ls, NOPASSWD: /bin/true, ALL ; The user app may run every command",
        "app ALL=(ALL) NOPASSWD: ALL, !/bin/su ; The user app may run every command",
        "app ALL=NOPASSWD: /bin/bash ; may run /bin/bash, and so every command, as root",
        "app ALL=NOPASSWD: /usr/bin/ ; may run /usr/bin/, and so every command, as root",
        "app ALL=NOPASSWD: /usr/bin/python3.11 ; may run /usr/bin/python3.11, and so",
        "app web=NOPASSWD: ALL | app db=PASSWD: ALL ; /etc/sudoers:1 The user app",
        "#1000 ALL=NOPASSWD: ALL ; The user #1000 may run",
        "app ALL=NOPASSWD: /usr/sbin/nginx ; pass",
        "app ALL=NOPASSWD: /bin/sh /opt/start ; pass",
        "app ALL=(ALL) ALL ; pass",
        "app ALL=(www) NOPASSWD: ALL ; pass",
        "app ALL=(ALL, !root) NOPASSWD: ALL ; pass",
        "app ALL=(:adm) NOPASSWD: ALL ; pass",
        "app ALL=() NOPASSWD: ALL ; pass",
        "Defaults runas_default=www | app ALL=NOPASSWD: ALL ; pass",
        "root ALL=(ALL) NOPASSWD: ALL ; pass",
        "boss ALL=(ALL) NOPASSWD: ALL ; pass",
        "#0 ALL=(ALL) NOPASSWD: ALL ; pass",
        "%root ALL=(ALL) NOPASSWD: ALL ; pass",
        "app ALL=NOPASSWD: ALL | app ALL=PASSWD: ALL ; pass",
        "app ALL=NOPASSWD: ALL | %sudo ALL=(ALL) ALL ; pass",
        "app ALL=NOPASSWD: ALL | app ALL=!ALL ; pass",
        "ALL, !app ALL=(www) NOPASSWD: ALL ; pass",
        "User_Alias A=A | A ALL=NOPASSWD: ALL ; pass",
        "app ALL=NOPASSWD: ALL, PASSWD: ALL ; pass",
        "app ALL NOPASSWD: ALL ; cannot tell: /etc/sudoers:1: sudo finds a syntax error here",
      })
  void rootWithoutAPassword(String sudoers, String expected) {
    assertJudged("nopasswd", sudoers, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "all_users ; ALL ALL=(ALL) ALL ; /etc/sudoers:1 Every user may run every command as root",
        "all_users ; Defaults targetpw | ALL ALL=(ALL) ALL ; pass",
        "all_users ; Defaults targetpw, !targetpw | ALL ALL=(ALL) ALL ; Every user",
        "all_users ; ALL ALL=(www) ALL ; pass",
        "all_users ; ALL ALL=/bin/ls ; pass",
        "all_users ; ALL ALL=(ALL) ALL | x ; Every user",
        "all_users ; x ; cannot tell: /etc/sudoers:1",
        "authenticate ; Defaults !authenticate ; /etc/sudoers:1 Defaults: sudo asks for no password",
        "authenticate ; Defaults:app !authenticate ; Defaults:app: sudo asks",
        "authenticate ; Defaults!/bin/sh !authenticate ; Defaults!/bin/sh: sudo asks",
        "authenticate ; Defaults exempt_group=sudo ; members of the group sudo give no password",
        "authenticate ; Defaults:root !authenticate ; pass",
        "authenticate ; Defaults>www !authenticate ; pass",
        "authenticate ; Defaults!/bin/true !authenticate ; pass",
        "authenticate ; Defaults !authenticate | Defaults authenticate ; pass",
        "authenticate ; Defaults authenticate=no ; pass",
        "authenticate ; Defaults !authenticate x ; cannot tell: /etc/sudoers:1",
        "timestamp_timeout ; Defaults timestamp_timeout=-1 ; a password counts for ever",
        "timestamp_timeout ; Defaults timestamp_timeout=15.5 ; counts for 15.5 minutes",
        "timestamp_timeout ; Defaults timestamp_timeout=15 ; pass",
        "timestamp_timeout ; Defaults timestamp_timeout=0 ; pass",
        "timestamp_timeout ; Defaults timestamp_timeout=60 | Defaults timestamp_timeout=5 ; pass",
        "timestamp_timeout ; Defaults timestamp_timeout=60 | Defaults timestamp_timeout=x ; 60 min",
        "timestamp_timeout ; Defaults ! ; cannot tell: /etc/sudoers:1",
        "target_password ; Defaults rootpw ; the password of another account is asked for",
        "target_password ; Defaults !rootpw ; pass",
        "target_password ; = ; cannot tell: /etc/sudoers:1",
        "use_pty ; Defaults use_pty ; pass",
        "use_pty ; Defaults env_reset ; /etc/sudoers:0 use_pty is not set",
        "use_pty ; Defaults !use_pty ; commands share the user's terminal",
        "use_pty ; Defaults use_pty | Defaults:app !use_pty ; :2 Defaults:app: commands share",
        "use_pty ; Defaults use_pty | = ; cannot tell: /etc/sudoers:2",
        "logfile ; Defaults logfile=/var/log/sudo.log ; pass",
        "logfile ; Defaults log_output ; pass",
        "logfile ; Defaults !logfile ; /etc/sudoers:0 Neither a log file nor a log server is set",
        "logfile ; Defaults logfile=/x | = ; cannot tell: /etc/sudoers:2",
        "environment ; Defaults env_reset ; pass",
        "environment ; Defaults !env_reset ; commands get the user's environment",
        "environment ; Defaults setenv ; users set any variable",
        "environment ; Defaults env_keep+=\"LANG LD_PRELOAD\" ; the variable LD_PRELOAD lets a user",
        "environment ; Defaults:app env_keep=PYTHONPATH ; Defaults:app: the variable PYTHONPATH",
        "environment ; Defaults env_keep+=LD_PRELOAD | Defaults env_keep-=LD_PRELOAD ; pass",
        "environment ; Defaults env_keep+=LD_PRELOAD | Defaults env_keep=LANG ; pass",
        "environment ; Defaults:root env_keep=PYTHONPATH ; pass",
        "environment ; = ; cannot tell: /etc/sudoers:1",
        "secure_path ; Defaults secure_path=\"/usr/bin:/bin\" ; pass",
        "secure_path ; Defaults secure_path=/usr/bin:. ; \".\" is below whatever folder",
        "secure_path ; Defaults secure_path=/tmp/x:/bin ; everybody may put programs into /tmp/x",
        "secure_path ; Defaults !secure_path ; programs are looked for in the user's PATH",
        "secure_path ; Defaults env_reset ; /etc/sudoers:0 secure_path is not set",
        "secure_path ; Defaults secure_path=/bin | = ; cannot tell: /etc/sudoers:2",
      })
  void settings(String check, String sudoers, String expected) {
    assertJudged(check, sudoers, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "permissions, 440, 0, 0, pass",
    "permissions, 644, 0, 0, pass",
    "permissions, 646, 0, 0, '/etc/sudoers:0 Everybody may change the file: run \"chmod 0440'",
    "permissions, 460, 0, 7, '/etc/sudoers:0 The group 7 may change the file'",
    "permissions, 440, 7, 0, '/etc/sudoers:0 The file belongs to user 7'",
    "readable, 440, 0, 0, pass",
    "readable, 644, 0, 0, '/etc/sudoers:0 Everybody may read the file'",
    // Sudo passes over it, and who mends its mode has its rules back.
    "use_pty, 646, 0, 0, 'cannot tell: /etc/sudoers: sudo does not read the file'",
  })
  void permissions(String check, String mode, long uid, long gid, String expected) {
    var image =
        image("").file("/etc/sudoers", "Defaults use_pty\n", Integer.parseInt(mode, 8), uid, gid);

    assertThat(judged(image, check)).startsWith(expected);
  }

  @Test
  void unreadableIncludesLeavePermissionsInDoubt() {
    var image = image("@include none");

    assertThat(judged(image, "permissions")).contains("cannot tell: /etc/sudoers:1: /etc/none is");
    assertThat(judged(image, "readable")).contains("cannot tell: /etc/sudoers:1: /etc/none is");
  }

  @Test
  void includedFilesCount() {
    var image =
        image("@includedir sudoers.d")
            .file("/etc/sudoers.d/app", "app ALL=(ALL) NOPASSWD: ALL\n")
            .file("/etc/sudoers.d/old~", "= \n")
            .file("/etc/sudoers.d/README.txt", "= \n");

    assertThat(judged(image, "nopasswd"))
        .isEqualTo(
            "/etc/sudoers.d/app:1 The user app may run every command as root without a password:"
                + " remove NOPASSWD.");
    assertThat(judged(image, "readable")).startsWith("/etc/sudoers.d/app:0 Everybody may read");
  }

  @Test
  void foldersThatEverybodyWritesToArePassedOver() {
    var image =
        image("@includedir /etc/sudoers.d")
            .file("/etc/sudoers.d/app", "app ALL=(ALL) NOPASSWD: ALL\n")
            .specialFolder("/etc/sudoers.d", 0777);

    assertThat(judged(image, "nopasswd")).startsWith("cannot tell: /etc/sudoers:1: sudo passes");
  }

  @Test
  void aBadLineHidesNoOtherSince193() {
    var sudoers = "= | app ALL=NOPASSWD: ALL";
    var old = image(sudoers);
    var before =
        new SampleImage()
            .installed("sudo", "1.8.31-1")
            .file("/etc/sudoers", old("= | app ALL=NOPASSWD: ALL"));

    assertThat(judged(old, "nopasswd")).startsWith("/etc/sudoers:2 The user app");
    assertThat(judged(before, "nopasswd")).startsWith("cannot tell: /etc/sudoers:1");
  }

  private static String old(String lines) {
    return lines.replace(" | ", "\n") + "\n";
  }

  @Test
  void theDefaultOfUsePtyIsTheVersions() {
    var sample = new SampleImage().file("/etc/sudoers", "Defaults env_reset\n", 0440, 0, 0);

    assertThat(judged(sample.program("sudo", "/usr/local/bin/sudo"), "use_pty"))
        .startsWith("cannot tell: use_pty is not set");
    assertThat(judged(sample, "secure_path")).startsWith("cannot tell: secure_path is not set");
    assertThat(judged(sample.installed("sudo", "1.9.16p2-3"), "use_pty")).isEqualTo("pass");
  }

  @Test
  void withoutSudoOrItsFileNothingApplies() {
    var subject = new SudoSubject();
    var stray = new SampleImage().file("/etc/sudoers", "app ALL=NOPASSWD: ALL\n");
    var none = new SampleImage().installed("sudo", VERSION);
    var unread = new SampleImage().installed("sudo", VERSION).unread("/etc/sudoers", "too large");

    for (var check : subject.checks()) {
      var name = check.id().substring("system_configuration:sudo.".length());
      assertThat(judged(stray, name)).isEqualTo("n/a: The image has no sudo.");
      assertThat(judged(none, name)).startsWith("n/a: There is no /etc/sudoers");
      assertThat(judged(unread, name))
          .isEqualTo("cannot tell: /etc/sudoers could not be read: too large");
    }
    assertThat(subject.checks()).hasSize(11);
  }

  @Test
  void includesEnd() {
    assertThat(judged(image("@include sudoers"), "nopasswd"))
        .contains("too many levels of includes");
    assertThat(judged(image("@include sudoers-%h"), "nopasswd")).contains("the name of the host");
  }

  @Test
  void aliasesThatMultiplyAreInDoubt() {
    var text = new StringBuilder("User_Alias A0 = y, y\n");
    for (var i = 1; i < 40; i++) {
      text.append("User_Alias A" + i + " = A" + (i - 1) + ", A" + (i - 1) + "\n");
    }
    var image = image(text + "x, A39 ALL = NOPASSWD: ALL");

    assertThat(image.outcome(new SudoSubject(), "sudo.nopasswd"))
        .isInstanceOf(Outcome.CannotTell.class);
  }
}
