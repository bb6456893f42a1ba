package io.breakwater.configuration.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsSubjectTest {
  private static final String ROOT = "root:x:0:0:root:/root:/bin/bash\n";
  private static final String APP = "app:x:1000:1000::/:/usr/sbin/nologin\n";
  private static final String LOCKED = "root:*:19000:0:99999:7:::\napp:!:19000:0:99999:7:::\n";
  private static final String GROUPS = "root:x:0:\napp:x:1000:\n";

  private static SampleImage image(String passwd, String shadow, String group) {
    return new SampleImage()
        .file(Accounts.PASSWD, passwd)
        .file(Accounts.SHADOW, shadow, 0640, 0, 42)
        .file(Accounts.GROUP, group);
  }

  private static String judged(SampleImage image, String check) {
    return image.judged(new AccountsSubject(), "accounts." + check);
  }

  @Test
  void ordinaryAccountsPassEveryCheck() {
    var results = new AccountsSubject().judge(image(ROOT + APP, LOCKED, GROUPS).inventory());

    assertThat(results).hasSize(12).allMatch(result -> result.outcome() instanceof Outcome.Pass);
  }

  @Test
  void withoutPasswdNothingApplies() {
    assertThat(new AccountsSubject().judge(new SampleImage().inventory()))
        .allMatch(result -> result.outcome() instanceof Outcome.NotApplicable);
  }

  @Test
  void filesThatCannotBeReadTellNothing() {
    var image = image(ROOT, LOCKED, GROUPS).unread(Accounts.SHADOW, "it is too large");

    assertThat(new AccountsSubject().judge(image.inventory()))
        .allMatch(result -> result.outcome() instanceof Outcome.CannotTell);
    assertThat(judged(image, "uid_zero"))
        .isEqualTo("cannot tell: /etc/shadow could not be read: it is too large");
  }

  @Test
  void anEmptyFieldInShadowIsAnEmptyPassword() {
    assertThat(judged(image(ROOT, "root:::0:::::\n", GROUPS), "empty_password"))
        .startsWith("/etc/shadow:1 root has no password, and whoever knows the name gets in");
  }

  @Test
  void anEmptyFieldInPasswdIsAnEmptyPasswordWhateverShadowSays() {
    var image = image("root::0:0:::\n", "root:$6$a$b:1::::::\n", GROUPS);

    assertThat(judged(image, "empty_password")).startsWith("/etc/passwd:1 root has no password");
  }

  @Test
  void anAccountThatShadowDoesNotKnowIsLocked() {
    assertThat(judged(image(ROOT + APP, "", GROUPS), "empty_password")).isEqualTo("pass");
    assertThat(judged(image(ROOT + APP, "", GROUPS), "root_password")).isEqualTo("pass");
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "00, true",
    "4294967296, true",
    "1, false",
    "-0, false",
    "'', false",
  })
  void whateverIsRootsNumberIsRoot(String uid, boolean root) {
    var image = image(ROOT + "toor:x:" + uid + ":0:::/bin/sh\n", LOCKED, GROUPS);

    assertThat(judged(image, "uid_zero"))
        .startsWith(root ? "/etc/passwd:2 toor has the user ID 0" : "pass");
  }

  @Test
  void numbersAndNamesThatAreGivenTwiceAreTold() {
    var image =
        image(
            ROOT + APP + "web:x:1000:1000:::/bin/false\napp:x:1001:1:::/bin/false\n",
            LOCKED,
            GROUPS + "web:x:1000:\nroot:x:7:\n");

    assertThat(judged(image, "duplicate_uid"))
        .startsWith("/etc/passwd:3 web has the same user ID 1000 as app");
    assertThat(judged(image, "duplicate_user")).startsWith("/etc/passwd:4 app is in line 2");
    assertThat(judged(image, "duplicate_gid"))
        .startsWith("/etc/group:3 web has the same group ID 1000 as app");
    assertThat(judged(image, "duplicate_group")).startsWith("/etc/group:4 root is in line 1");
  }

  @Test
  void hashesInPasswdAreTold() {
    assertThat(judged(image("a:$6$x$y:1:1:::\n", "", GROUPS), "password_in_passwd"))
        .startsWith("/etc/passwd:1 The password hash of a can be read by everybody");
  }

  @ParameterizedTest
  @CsvSource({
    "$1$salt$hash, MD5",
    "abJnggxhB/yWI, DES",
    "_J9..CCCCXBrJUJV154M, an outdated one",
    "$sha1$40000$a$b, an outdated one",
    "$3$$8846f7eaee8fb117ad06bdd830b7586c, an outdated one",
    "$y$j9T$a$b, ''",
    "$6$a$b, ''",
    "$2b$12$abcdefghijklmnopqrstuv, ''",
    "!$1$salt$hash, ''",
    "*, ''",
    "nonsense, ''",
  })
  void weakSchemesAreTold(String hash, String scheme) {
    var judged = judged(image(ROOT, "root:" + hash + ":1::::::\n", GROUPS), "weak_hash");

    assertThat(judged)
        .startsWith(
            scheme.isEmpty()
                ? "pass"
                : "/etc/shadow:1 The password of root is stored with " + scheme + ":");
  }

  @Test
  void passwordsInAnImageAreShared() {
    var image = image(ROOT + APP, "root:$y$a$b$c:1::::::\napp:$y$a$b$c:1::::::\n", GROUPS);

    assertThat(judged(image, "root_password"))
        .startsWith("/etc/shadow:1 root has a password that every container of the image shares");
    assertThat(judged(image, "user_password")).startsWith("/etc/shadow:2 app has a password");
  }

  @ParameterizedTest
  @CsvSource({
    "70, /bin/sh, true",
    "70, '', true",
    "70, /sbin/nologin, false",
    "4, /bin/sync, false",
    "1000, /bin/sh, false",
  })
  void servicesHaveNoShell(String uid, String shell, boolean told) {
    var image = image("postgres:x:" + uid + ":70:::" + shell + "\n", "", GROUPS);

    assertThat(judged(image, "system_shell"))
        .startsWith(told ? "/etc/passwd:1 postgres is an account of a service" : "pass");
  }

  @Test
  void linesOfNisAreTold() {
    assertThat(judged(image(ROOT + "+::::::\n", LOCKED, GROUPS), "nis_entries"))
        .startsWith("/etc/passwd:2 The line begins with");
    assertThat(judged(image("+root::0:0:::\n", LOCKED, GROUPS), "uid_zero")).isEqualTo("pass");
  }

  @Test
  void commentsAndBrokenLinesAreNoAccounts() {
    var image = image(ROOT + "# toor:x:0:0\n\n:\ntoor:x\ntoor:x:zero:0:::\n", LOCKED, GROUPS);

    assertThat(Accounts.of(image).accounts()).hasSize(1);
  }

  @Test
  void ofManyFailuresTheLastSaysHowMany() {
    var passwd = new StringBuilder();
    for (var i = 0; i < 25; i++) {
      passwd.append("r").append(i).append(":x:0:0:::/bin/sh\n");
    }

    var outcome =
        image(passwd.toString(), "", GROUPS).outcome(new AccountsSubject(), "accounts.uid_zero");

    assertThat(((Outcome.Fail) outcome).failures())
        .hasSize(Outcome.Fail.MOST)
        .last()
        .satisfies(
            last ->
                assertThat(last.correctiveAction()).endsWith("There are 5 more of the same kind."));
  }
}
