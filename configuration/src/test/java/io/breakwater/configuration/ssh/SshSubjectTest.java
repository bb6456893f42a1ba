package io.breakwater.configuration.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.system.SampleImage;
import io.breakwater.inventory.files.FoundSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshSubjectTest {
  private static final String FILE = "/etc/ssh/sshd_config";

  private static SampleImage image(String text) {
    return new SampleImage().installed("openssh-server", "1:9.2p1-2+deb12u3").file(FILE, text);
  }

  private static String judged(SampleImage image, String check) {
    return image.judged(new SshSubject(), "ssh." + check);
  }

  @Test
  void withoutServerNothingApplies() {
    var image = new SampleImage().file(FILE, "PermitRootLogin yes\n");

    assertThat(new SshSubject().judge(image.inventory()))
        .hasSize(18)
        .allMatch(result -> result.outcome() instanceof Outcome.NotApplicable);
  }

  @Test
  void aHardenedServerPassesEverySetting() {
    var image =
        image(
            """
            PasswordAuthentication no
            MaxAuthTries 4
            LoginGraceTime 1m
            ClientAliveInterval 15
            """);

    assertThat(new SshSubject().judge(image.inventory()))
        .filteredOn(result -> !(result.outcome() instanceof Outcome.Pass))
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.check().id())
                    .isEqualTo("system_configuration:ssh.server_installed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          permit_root_login | PermitRootLogin yes | 1 | root may log in with a password
          permit_root_login | permitrootlogin=YES | 1 | root may log in with a password
          permit_root_login | PermitRootLogin without-password | 0 |
          password_authentication | PasswordAuthentication yes | 1 | passwords can be tried
          password_authentication | PasswordAuthentication no | 0 |
          permit_empty_passwords | PermitEmptyPasswords "yes" | 1 | without a password can log in
          permit_empty_passwords | UsePAM yes | 0 |
          x11_forwarding | X11Forwarding yes # why not | 1 | X11 connections are forwarded
          max_auth_tries | MaxAuthTries 10 | 1 | may try too often
          max_auth_tries | MaxAuthTries 3 | 0 |
          login_grace_time | LoginGraceTime 0 | 1 | stay open
          login_grace_time | LoginGraceTime 1m | 0 |
          login_grace_time | LoginGraceTime 1m1s | 1 | stay open
          client_alive_interval | ClientAliveInterval 0 | 1 | nobody notices
          client_alive_interval | ClientAliveInterval 5m | 0 |
          client_alive_count_max | ClientAliveCountMax 0 | 1 | stay open
          client_alive_count_max | ClientAliveCountMax 1 | 0 |
          hostbased_authentication | HostbasedAuthentication yes | 1 | can log in as any of its users
          hostbased_authentication | HostbasedAuthentication no | 0 |
          ignore_rhosts | IgnoreRhosts no | 1 | are heeded
          ignore_rhosts | IgnoreRhosts shosts-only | 0 |
          permit_user_environment | PermitUserEnvironment LANG,LC_* | 1 | sets variables
          permit_user_environment | PermitUserEnvironment no | 0 |
          strict_modes | StrictModes no | 1 | others may have written them
          strict_modes | StrictModes yes | 0 |
          log_level | LogLevel QUIET | 1 | logins are not logged
          log_level | LogLevel DEBUG3 | 1 | discloses
          log_level | LogLevel VERBOSE | 0 |
          ciphers | Ciphers aes256-ctr,aes256-cbc | 1 | aes256-cbc can be agreed upon
          ciphers | Ciphers +3des-cbc | 1 | 3des-cbc can be agreed upon
          ciphers | Ciphers -aes128* | 0 |
          macs | MACs ^hmac-md5,hmac-sha2-256 | 1 | hmac-md5 can be agreed upon
          macs | MACs hmac-sha2-256 | 0 |
          kex_algorithms | KexAlgorithms +diffie-hellman-group1-sha1 | 1 | group1-sha1 can be agreed
          kex_algorithms | KexAlgorithms curve25519-sha256 | 0 |
          """)
  void settings(String check, String line, int number, String judged) {
    assertThat(judged(image(line + "\n"), check))
        .satisfies(
            text -> {
              if (number == 0) {
                assertThat(text).isEqualTo("pass");
              } else {
                assertThat(text).startsWith(FILE + ":" + number + " ").contains(judged);
              }
            });
  }

  @Test
  void aDefaultIsToldWithTheLineToWrite() {
    assertThat(judged(image("\n"), "login_grace_time"))
        .isEqualTo(
            FILE
                + ":0 LoginGraceTime is not specified in "
                + FILE
                + ", and by default connections stay open too long before the login: write"
                + " \"LoginGraceTime 60\".");
  }

  @Test
  void oldServersLetRootInByDefault() {
    var old = new SampleImage().installed("openssh-server", "1:6.7p1-5").file(FILE, "\n");

    assertThat(judged(old, "permit_root_login")).contains("by default root may log in");
    assertThat(judged(old, "kex_algorithms")).contains("diffie-hellman-group14-sha1 can be agreed");
    assertThat(judged(image("\n"), "permit_root_login")).isEqualTo("pass");
  }

  @Test
  void withoutAVersionTheDefaultIsNotKnown() {
    var image = new SampleImage().program("sshd", "/usr/sbin/sshd").file(FILE, "\n");

    assertThat(judged(image, "ciphers"))
        .isEqualTo(
            "cannot tell: Ciphers is not set in "
                + FILE
                + ", and the default of this version is not known");
    assertThat(judged(image.file(FILE, "Ciphers aes256-ctr\n"), "ciphers")).isEqualTo("pass");
  }

  @Test
  void aBlockThatWeakensASettingIsTold() {
    var image =
        image(
            """
            PermitRootLogin no
            Match Address 10.0.0.0/8
              PermitRootLogin yes
              PermitRootLogin no
            Match User a,b
              PermitRootLogin no
            Match all
              X11Forwarding yes
            """);

    assertThat(judged(image, "permit_root_login"))
        .isEqualTo(
            FILE
                + ":3 PermitRootLogin is \"yes\" for \"Match Address 10.0.0.0/8\", so root may log"
                + " in with a password: write \"PermitRootLogin no\".");
    assertThat(judged(image, "x11_forwarding"))
        .startsWith(FILE + ":8 X11Forwarding is \"yes\" for \"Match all\"");
  }

  @Test
  void aBlockDoesNotMendWhatIsWrongOutside() {
    var image = image("PermitRootLogin yes\nMatch User root\nPermitRootLogin no\n");

    assertThat(judged(image, "permit_root_login")).startsWith(FILE + ":1 ").doesNotContain("\n");
  }

  @Test
  void theFirstOfSeveralCountsAndIncludesComeInPlace() {
    var image =
        image("Include sshd_config.d/*.conf\nPermitRootLogin no\n")
            .file("/etc/ssh/sshd_config.d/b.conf", "PermitRootLogin no\n")
            .file("/etc/ssh/sshd_config.d/a.conf", "\nPermitRootLogin yes\n")
            .file("/etc/ssh/sshd_config.d/a.conf.bak", "nonsense\n");

    assertThat(judged(image, "permit_root_login")).startsWith("/etc/ssh/sshd_config.d/a.conf:2 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Nonsense yes | Nonsense is no setting of the server
          PermitRootLogin | PermitRootLogin has no argument
          PermitRootLogin maybe | "maybe" is none of
          PermitRootLogin yes no | there is more than the setting takes: no
          PermitRootLogin "yes | a quote is not closed
          Match Sky blue | the criterion sky is not known
          Match Address 10.0.0.1/8 | 10.0.0.1/8 is no list of addresses
          LoginGraceTime 5x | 5x is no time
          Ciphers none | none is no algorithm
          Subsystem sftp | an argument is missing
          MaxAuthTries -1 | -1 is no number
          MaxStartups 10:30 | 10:30 is no limit of connections
          AuthorizedKeysCommand true | a command has to be an absolute path
          RDomain x | routing domains are not supported
          """)
  void whatTheServerRefusesTellsNothing(String line, String why) {
    assertThat(judged(image("\n" + line + "\n"), "permit_root_login"))
        .startsWith("cannot tell: " + FILE + ":2: ")
        .contains(why);
  }

  @Test
  void whatTheServerRefusesLeavesNoSettingClean() {
    var image = image("HostKey /srv/key\nNonsense yes\n");

    assertThat(new SshSubject().judge(image.inventory()))
        .filteredOn(result -> !(result.outcome() instanceof Outcome.CannotTell))
        .extracting(result -> result.check().id())
        .containsExactly("system_configuration:ssh.server_installed");
    assertThat(judged(image.file("/srv/key", ""), "host_keys")).startsWith("/srv/key:0 Every");
  }

  @Test
  void keysInAFolderThatIsNotKnownAreNotRuledOut() {
    var image = image("PermitRootLogin no\n").unknown("/etc/ssh", "a link that leads nowhere");

    assertThat(judged(image, "host_keys"))
        .isEqualTo("cannot tell: /etc/ssh is not known: a link that leads nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "'PasswordAuthentication no\nAuthenticationMethods publickey,password', false",
    "'PasswordAuthentication no\nAuthenticationMethods publickey,password publickey', true",
    "'AuthenticationMethods hostbased', false",
    "'AuthenticationMethods gssapi-with-mic\nGSSAPIAuthentication yes', true",
    "'ChallengeResponseAuthentication no\nAuthenticationMethods keyboard-interactive:pam', false",
    "'PubkeyAuthentication no\nAuthenticationMethods any', true",
  })
  void aServerThatNobodyCanLogInToDoesNotStart(String lines, boolean starts) {
    assertThat(judged(image(lines + "\n"), "permit_root_login"))
        .satisfies(
            text -> {
              if (starts) {
                assertThat(text).isEqualTo("pass");
              } else {
                assertThat(text).startsWith("cannot tell: ").endsWith("what is switched on");
              }
            });
  }

  @Test
  void globalSettingsInABlockAreRefused() {
    assertThat(judged(image("Match User a\nCiphers aes256-ctr\n"), "ciphers"))
        .isEqualTo("cannot tell: " + FILE + ":2: Ciphers is not allowed in a Match block");
  }

  @Test
  void aMissingOrUnreadFileTellsNothing() {
    var none = new SampleImage().installed("openssh-server", "1:9.2p1-2");
    assertThat(judged(none, "permit_root_login"))
        .startsWith("cannot tell: " + FILE + " is missing");
    assertThat(judged(none.unread(FILE, "it is too large"), "permit_root_login"))
        .isEqualTo("cannot tell: " + FILE + " could not be read: it is too large");
  }

  @Test
  void anEndlessIncludeIsRefused() {
    assertThat(judged(image("Include sshd_config\n"), "permit_root_login"))
        .startsWith("cannot tell: " + FILE + " is included too deep");
  }

  @Test
  void beforeVersion87CommentsBehindAValueAreRefused() {
    var image =
        new SampleImage()
            .installed("openssh-server", "1:8.4p1-5")
            .file(FILE, "PermitRootLogin no # never\n");

    assertThat(judged(image, "permit_root_login"))
        .startsWith("cannot tell: " + FILE + ":1: there is");
  }

  @Test
  void hostKeysAreTold() {
    var image =
        image("HostKey /srv/key\n")
            .file("/etc/ssh/ssh_host_rsa_key", "")
            .unread("/etc/ssh/ssh_host_ed25519_key", "not kept")
            .file("/etc/ssh/ssh_host_rsa_key.pub", "")
            .file("/srv/key", "")
            .secret("private_key", "/etc/ssh/ssh_host_ecdsa_key", 2, FoundSecret.Fate.HIDDEN);

    assertThat(judged(image, "host_keys").lines())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("/etc/ssh/ssh_host_ecdsa_key:0 Layer 2 holds"),
            one -> assertThat(one).startsWith("/etc/ssh/ssh_host_ed25519_key:0 Every container"),
            one -> assertThat(one).startsWith("/etc/ssh/ssh_host_rsa_key:0 Every container"),
            one -> assertThat(one).startsWith("/srv/key:0 Every container"));
    assertThat(judged(image("\n"), "host_keys")).isEqualTo("pass");
  }

  @Test
  void theServerItselfIsTold() {
    assertThat(judged(image("\n"), "server_installed"))
        .isEqualTo(
            "/var/lib/dpkg/status:0 The package openssh-server is an SSH server: leave it out.");
  }
}
