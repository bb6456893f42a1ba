package io.breakwater.configuration.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsSubjectTest {
  private static final String PASSWD = "/etc/pam.d/passwd";
  private static final String COMMON = "/etc/pam.d/common-password";
  private static final String LOGIN = "/etc/pam.d/login";
  private static final String CONF = "/etc/security/pwquality.conf";

  private static String judged(SampleImage image, String check) {
    return image.judged(new PasswordsSubject(), "passwords." + check);
  }

  private static SampleImage defs(String text) {
    return new SampleImage().file(LoginDefs.PATH, text);
  }

  private static SampleImage password(String text) {
    return defs("ENCRYPT_METHOD SHA512\n")
        .file(PASSWD, "@include common-password\n")
        .file(COMMON, text);
  }

  @Test
  void nothingAppliesWhereNothingSetsPasswords() {
    assertThat(new PasswordsSubject().judge(new SampleImage().inventory()))
        .hasSize(10)
        .allMatch(result -> result.outcome() instanceof Outcome.NotApplicable);
  }

  @Test
  void aHardenedSystemPassesEveryCheck() {
    var image =
        defs("""
        PASS_MAX_DAYS 90
        PASS_MIN_DAYS 1
        PASS_WARN_AGE 14
        UMASK 027
        ENCRYPT_METHOD YESCRYPT
        """)
            .file(
                PASSWD,
                """
                password requisite pam_pwquality.so retry=3
                password required pam_pwhistory.so remember=24 use_authtok
                password required pam_unix.so yescrypt shadow
                """)
            .file(CONF, "minlen = 14\n")
            .file(LOGIN, "auth required pam_faillock.so preauth\nauth required pam_unix.so\n");

    assertThat(new PasswordsSubject().judge(image.inventory()))
        .allMatch(result -> result.outcome() instanceof Outcome.Pass);
  }

  @ParameterizedTest
  @CsvSource({
    "PASS_MAX_DAYS 99999, /etc/login.defs:1 PASS_MAX_DAYS is 99999: write \"PASS_MAX_DAYS 365\".",
    "# PASS_MAX_DAYS 90, /etc/login.defs:0 PASS_MAX_DAYS is not specified in /etc/login.defs: write"
        + " \"PASS_MAX_DAYS 365\".",
    "PASS_MAX_DAYS -1, /etc/login.defs:1 PASS_MAX_DAYS is -1: write \"PASS_MAX_DAYS 365\".",
    "PASS_MAX_DAYS soon, /etc/login.defs:1 PASS_MAX_DAYS is soon: write \"PASS_MAX_DAYS 365\".",
    "PASS_MAX_DAYS\t90, pass",
    "PASS_MAX_DAYS \"90\", pass",
  })
  void passwordsExpire(String line, String judged) {
    assertThat(judged(defs(line + "\n"), "max_days")).isEqualTo(judged);
  }

  @Test
  void theToolsTakeTheLastSettingAndPamTheFirst() {
    var defs =
        LoginDefs.of(defs("encrypt_method=md5 # old\nENCRYPT_METHOD SHA512\nENCRYPT_METHOD DES\n"));

    assertThat(defs.ofTools("ENCRYPT_METHOD").orElseThrow())
        .isEqualTo(new LoginDefs.Setting("ENCRYPT_METHOD", "DES", 3));
    assertThat(defs.ofPam("ENCRYPT_METHOD").orElseThrow())
        .isEqualTo(new LoginDefs.Setting("ENCRYPT_METHOD", "md5", 1));
  }

  @Test
  void accountsWithAPasswordAreJudgedByTheirOwnDays() {
    var image =
        defs("PASS_MAX_DAYS 90\nPASS_MIN_DAYS 1\n")
            .file(Accounts.PASSWD, "a:x:1:1:::\nb:x:2:2:::\nc:x:3:3:::\n")
            .file(Accounts.SHADOW, "a:$6$a$b:1:0:99999:7:::\nb:!:1::::::\nc:$6$a$b:1:1::7:::\n");

    assertThat(judged(image, "max_days"))
        .isEqualTo(
            "/etc/shadow:1 The password of a has 99999 as maximum number of days: run \"chage -M"
                + " 365 a\".\n/etc/shadow:3 The password of c has no maximum number of days: run"
                + " \"chage -M 365 c\".");
    assertThat(judged(image, "min_days")).startsWith("/etc/shadow:1 The password of a has 0 as");
  }

  @Test
  void loginDefsThatCannotBeReadTellsNothing() {
    var image = new SampleImage().unread(LoginDefs.PATH, "it is too large");

    assertThat(judged(image, "max_days"))
        .isEqualTo("cannot tell: /etc/login.defs could not be read: it is too large");
    assertThat(judged(image, "umask")).startsWith("cannot tell");
    assertThat(judged(image, "min_length")).startsWith("cannot tell");
  }

  @Test
  void filesThatCannotBeReadLeaveNothingClean() {
    var image =
        new SampleImage()
            .unread(LoginDefs.PATH, "it is too large")
            .unread(PASSWD, "it is too large")
            .unknown(LOGIN, "a loop");

    assertThat(new PasswordsSubject().judge(image.inventory()))
        .hasSize(10)
        .allMatch(result -> result.outcome() instanceof Outcome.CannotTell);
  }

  @Test
  void ageingIsNotKnownWhereAccountsAreNot() {
    var image =
        defs("PASS_MAX_DAYS 90\nPASS_MIN_DAYS 1\nPASS_WARN_AGE 7\n")
            .unread(Accounts.SHADOW, "it is too large");

    assertThat(judged(image, "max_days"))
        .isEqualTo("cannot tell: /etc/shadow could not be read: it is too large");
    assertThat(judged(image, "min_days")).startsWith("cannot tell");
    assertThat(judged(image, "warn_age")).isEqualTo("pass");
  }

  @Test
  void warningsComeAWeekBefore() {
    assertThat(judged(defs("PASS_WARN_AGE 3\n"), "warn_age"))
        .startsWith("/etc/login.defs:1 PASS_WARN_AGE is 3");
  }

  @ParameterizedTest
  @CsvSource({
    "minlen = 14, '', pass",
    "minlen = 8, '', /etc/security/pwquality.conf:1 Passwords may have 8 characters",
    "minlen = 14, minlen=9, /etc/pam.d/common-password:1 Passwords may have 9 characters",
    "minlen=14;dcredit=1;ocredit = -1, '', /etc/security/pwquality.conf:1 Passwords may have 13",
    "'# minlen = 14', '', /etc/pam.d/common-password:1 Passwords may have 8 characters",
    "minlen = 14;minlen = 15, '', pass",
  })
  void qualityGovernsTheLength(String conf, String argument, String judged) {
    var image =
        password("password requisite pam_pwquality.so retry=3 " + argument + "\n")
            .file(CONF, conf.replace(';', '\n'));

    assertThat(judged(image, "min_length")).startsWith(judged);
  }

  @Test
  void filesBesideQualityComeFirst() {
    var image =
        password("password requisite pam_pwquality.so\n")
            .file("/etc/security/pwquality.conf.d/50.conf", "minlen = 20\n")
            .file(CONF, "# nothing\n");

    assertThat(judged(image, "min_length")).isEqualTo("pass");
    assertThat(judged(image.file(CONF, "minlen = 6\n"), "min_length"))
        .startsWith("/etc/security/pwquality.conf:1 Passwords may have 6");
  }

  @ParameterizedTest
  @CsvSource({
    "'password required pam_unix.so obscure yescrypt', /etc/pam.d/common-password:1 Minimum",
    "'password required pam_unix.so minlen=8', /etc/pam.d/common-password:1 Passwords may have 8",
    "'password required pam_unix.so minlen=16', pass",
    "'password required \\\n pam_cracklib.so minlen=14', /etc/pam.d/common-password:1 Passwords may"
        + " have 10",
    "'password required pam_passwdqc.so', cannot tell",
    "'password include missing', cannot tell: /etc/pam.d/common-password:1 includes missing",
    "'password substack common-password', cannot tell",
    "'password required', cannot tell: /etc/pam.d/common-password:1: a control or a module",
  })
  void modulesGovernTheLength(String lines, String judged) {
    assertThat(judged(password(lines + "\n"), "min_length")).startsWith(judged);
  }

  @Test
  void withoutPamTheToolsGovernTheLength() {
    assertThat(judged(defs("PASS_MIN_LEN 5\n"), "min_length"))
        .isEqualTo("/etc/login.defs:1 PASS_MIN_LEN is 5: write \"PASS_MIN_LEN 14\".");
    assertThat(judged(defs("\n"), "min_length"))
        .startsWith("/etc/login.defs:0 PASS_MIN_LEN is not specified in /etc/login.defs");
    assertThat(judged(defs("PASS_MIN_LEN 14\n"), "min_length")).isEqualTo("pass");
  }

  @ParameterizedTest
  @CsvSource({
    "pam_unix.so md5, /etc/pam.d/common-password:1 New passwords are stored with md5",
    "pam_unix.so md5 sha512, pass",
    "pam_unix.so obscure, pass",
    "pam_sss.so, n/a",
  })
  void theModuleNamesTheMethod(String module, String judged) {
    assertThat(judged(password("password required " + module + "\n"), "encrypt_method"))
        .startsWith(judged);
  }

  @Test
  void withoutAMethodTheDefaultCounts() {
    assertThat(judged(defs("ENCRYPT_METHOD DES\n"), "encrypt_method"))
        .startsWith("/etc/login.defs:1 New passwords are stored with DES");
    assertThat(judged(defs("\n"), "encrypt_method"))
        .startsWith("/etc/login.defs:0 ENCRYPT_METHOD is not specified in /etc/login.defs, so DES");
    var pam = defs("\n").file(PASSWD, "password required pam_unix.so\n");
    assertThat(judged(pam, "encrypt_method")).startsWith("cannot tell: /etc/pam.d/passwd:1 names");
  }

  @Test
  void fewRoundsAreTold() {
    assertThat(judged(defs("SHA_CRYPT_MAX_ROUNDS 1000\n"), "hash_rounds"))
        .startsWith("/etc/login.defs:1 SHA_CRYPT_MAX_ROUNDS is 1000");
    assertThat(judged(password("password required pam_unix.so sha512 rounds=9\n"), "hash_rounds"))
        .startsWith("/etc/pam.d/common-password:1 Passwords are hashed in 9 rounds");
    assertThat(judged(password("password required pam_unix.so yescrypt rounds=9\n"), "hash_rounds"))
        .isEqualTo("pass");
  }

  @ParameterizedTest
  @CsvSource({
    "UMASK 022, pass",
    "UMASK 077, pass",
    "UMASK 002, /etc/login.defs:1 UMASK is 002: write \"UMASK 027\".",
    "UMASK nine, cannot tell: /etc/login.defs:1: UMASK is no octal number",
    "# none, pass",
  })
  void othersMayNotWrite(String line, String judged) {
    assertThat(judged(defs(line + "\n"), "umask")).isEqualTo(judged);
  }

  @ParameterizedTest
  @CsvSource({
    "'auth [success=1 default=ignore] pam_unix.so nullok', null_ok, /etc/pam.d/login:1 pam_unix"
        + " lets",
    "'auth required pam_unix.so nonull nullok', null_ok, /etc/pam.d/login:1 pam_unix lets",
    "'auth required pam_unix.so nullok nonull', null_ok, pass",
    "'auth required pam_unix.so', null_ok, pass",
    "'-auth required pam_unix.so', lockout, /etc/pam.d/login:1 Wrong passwords may be tried",
    "'auth required pam_tally2.so deny=5\nauth required pam_unix.so', lockout, pass",
    "'auth include gone', lockout, cannot tell: /etc/pam.d/login:1 includes gone",
  })
  void loginsAreJudged(String lines, String check, String judged) {
    assertThat(judged(defs("\n").file(LOGIN, lines + "\n"), check)).startsWith(judged);
  }

  @ParameterizedTest
  @CsvSource({
    "pam_unix.so remember=3, /etc/pam.d/common-password:1 Only the last 3 passwords",
    "pam_unix.so remember=5, pass",
    "pam_pwhistory.so, pass",
    "pam_unix.so, /etc/pam.d/common-password:1 No module remembers",
  })
  void oldPasswordsAreRemembered(String module, String judged) {
    assertThat(judged(password("password required " + module + "\n"), "history"))
        .startsWith(judged);
  }
}
