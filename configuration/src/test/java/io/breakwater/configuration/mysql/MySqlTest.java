package io.breakwater.configuration.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.files.Lookup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlTest {
  @Test
  void originalsWordsAreKept() {
    var image = DatabaseImage.mariadb().mysqld("port = 3306");

    var ca = image.result("ssl-ca");
    assertThat(ca.check().id()).isEqualTo("application_configuration:mysql.ssl-ca");
    assertThat(ca.check().practice())
        .isEqualTo(
            "A setting in /etc/mysql/my.cnf that specifies the Certificate Authority (CA) certificate.");
    assertThat(image.failure("ssl-ca"))
        .isEqualTo(
            new Failure(
                "/etc/mysql/my.cnf", 0, 3, "ssl-ca is not specified in /etc/mysql/my.cnf."));
    assertThat(image.failure("ssl-cert").correctiveAction())
        .isEqualTo("ssl-cert is not specified in /etc/mysql/my.cnf.");
    assertThat(image.failure("ssl-key").correctiveAction())
        .isEqualTo("ssl-key is not specified in /etc/mysql/my.cnf.");
  }

  @Test
  void practiceNamesTheFileThatTheServerReads() {
    var image =
        new DatabaseImage()
            .with(Ecosystem.RPM, "mariadb-server", "3:10.5.22-1.el9")
            .file("/etc/my.cnf", "[mysqld]\n");

    assertThat(image.result("ssl-ca").check().practice()).contains(" in /etc/my.cnf ");
    assertThat(image.failure("ssl-ca").correctiveAction())
        .isEqualTo("ssl-ca is not specified in /etc/my.cnf.");
  }

  @Test
  void identifiersAreUniqueAndTellEverything() {
    var checks = new MySql().checks();

    assertThat(checks).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(checks).hasSizeGreaterThanOrEqualTo(15);
    for (var check : checks) {
      assertThat(check.id()).startsWith("application_configuration:mysql.");
      assertThat(check.practice()).isNotBlank().doesNotContain("{").endsWith(".");
      assertThat(check.reference()).contains("https://");
      assertThat(check.good()).isNotBlank();
    }
  }

  @Test
  void strayOptionFileIsNoServer() {
    var results =
        new MySql()
            .judge(new DatabaseImage().mysqld("skip-grant-tables", "password=x").inventory());

    assertThat(results).hasSameSizeAs(new MySql().checks());
    assertThat(results)
        .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.NotApplicable.class));
  }

  @ParameterizedTest
  @CsvSource({
    "DEB, mariadb-client", "DEB, mariadb-common", "DEB, mysql-common", "RPM, mariadb",
    "RPM, mysql", "DEB, default-mysql-server", "DEB, mysql-router", "RPM, mariadb-server-utils"
  })
  void clientsAreNoServer(Ecosystem ecosystem, String name) {
    assertThat(new DatabaseImage().with(ecosystem, name, "10.11.6").outcome("user"))
        .isInstanceOf(Outcome.NotApplicable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "DEB, mariadb-server",
    "DEB, mariadb-server-10.5",
    "DEB, mariadb-server-core-10.6",
    "RPM, MariaDB-server",
    "RPM, mariadb105-server",
    "APK, mariadb",
    "DEB, mysql-server-8.0",
    "DEB, mysql-server-core-8.0",
    "RPM, mysql-community-server-minimal",
    "RPM, mysql-server",
    "RPM, percona-server-server"
  })
  void serversOfDistributionsAreFound(Ecosystem ecosystem, String name) {
    assertThat(new DatabaseImage().with(ecosystem, name, "8.0.40").outcome("user"))
        .isEqualTo(Facts.PASS);
  }

  @Test
  void binaryAloneIsAServerAndItsVersionComesFromTheEnvironment() {
    var image =
        new DatabaseImage().program("/usr/sbin/mariadbd").variable("MARIADB_VERSION=1:11.4.2");

    assertThat(image.outcome("ssl-cert")).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(new DatabaseImage().program("/usr/sbin/mariadbd").outcome("ssl-cert"))
        .isInstanceOf(Outcome.CannotTell.class);
  }

  @Test
  void mysqldAloneTellsNoFamily() {
    var image = new DatabaseImage().program("/usr/sbin/mysqld").mysqld("local_infile = 0");

    assertThat(image.outcome("local_infile"))
        .isEqualTo(new Outcome.CannotTell("whether the server is MySQL or MariaDB is not known"));
    assertThat(image.variable("MYSQL_VERSION=8.0.36-1.el9").outcome("local_infile"))
        .isEqualTo(Facts.PASS);
  }

  /// Lines are separated by semicolons; the version is MariaDB's 10.11 unless it begins with `m`,
  /// which means MySQL.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ssl-ca | 10.11.6 | ssl-ca=/etc/ca.pem | pass",
        "ssl-ca | 10.11.6 | ssl-capath=/etc/certs | pass",
        "ssl-ca | 10.11.6 | ssl-ca= | fail",
        "ssl-ca | 10.11.6 | ssl-ca=/a; skip-ssl | fail",
        "ssl-ca | 10.11.6 | skip-ssl; ssl-ca=/a | pass",
        "ssl-ca | 10.11.6 | skip-networking | n/a",
        "ssl-ca | 11.4.2 | port=1 | n/a",
        "ssl-ca | 11.4.2 | ssl=0 | fail",
        "ssl-ca | m8.0.36 | port=1 | n/a",
        "ssl-ca | m8.0.36 | auto_generate_certs=OFF | fail",
        "ssl-cert | 10.11.6 | ssl_cert=/c | pass",
        "ssl-cert | 10.11.6 | ssl_cert=/c; disable-ssl | fail",
        "ssl-cert | 10.11.6 | skip-networking; ssl_cert=/c | n/a",
        "ssl-key | 10.11.6 | ssl-key= | fail",
        "ssl-key | m8.0.36 | port=1 | n/a",
        "ssl-key | 10.11.6 | loose-ssl-key='/k' | pass",
        "tls_version | 10.11.19 | ssl-cert=/c; ssl-key=/k | pass",
        "tls_version | 10.11.6 | ssl-cert=/c; ssl-key=/k | unknown",
        "tls_version | 11.2.2 | ssl-cert=/c; ssl-key=/k | unknown",
        "tls_version | 11.4.2 | port=1 | pass",
        "tls_version | 10.11.6 | ssl-cert=/c; ssl-key=/k; tls_version=6 | fail",
        "tls_version | m8.0.20 | tls_version=TLSv1, TLSv1.2 | fail",
        "tls_version | 10.5.2 | ssl-cert=/c; ssl-key=/k | fail",
        "tls_version | 10.11.6 | ssl-cert=/c; ssl-key=/k; tls_version=TLSv1.1,TLSv1.2 | fail",
        "tls_version | 10.11.6 | ssl-cert=/c; ssl-key=/k; tls_version=tlsv1.3 | pass",
        "tls_version | 10.11.6 | ssl-cert=/c; ssl-key=/k; tls_version=SSLv3 | unknown",
        "tls_version | 10.11.6 | tls_version=TLSv1.1 | n/a",
        "tls_version | m8.0.20 | port=1 | fail",
        "tls_version | m8.0.36 | port=1 | pass",
        "tls_version | m8.0.36 | tls_version= | n/a",
        "ssl-cipher | 10.11.6 | port=1 | n/a",
        "ssl-cipher | 11.4.1 | port=1 | pass",
        "ssl-cipher | 11.4.1 | ssl_cipher=HIGH:RC4-SHA | fail",
        "ssl-cipher | 11.4.1 | ssl_cipher=HIGH:!RC4:!aNULL | pass",
        "require_secure_transport | 10.11.6 | require-secure-transport | pass",
        "require_secure_transport | 10.11.6 | require-secure-transport=0 | fail",
        "require_secure_transport | 10.11.6 | port=1 | fail",
        "require_secure_transport | 10.4.6 | port=1 | n/a",
        "require_secure_transport | 10.11.6 | skip_networking | n/a",
        "local_infile | 10.11.6 | port=1 | fail",
        "local_infile | 10.11.6 | skip-local-infile | pass",
        "local_infile | 10.11.6 | local-infile=0; local_infile | fail",
        "local_infile | m8.0.36 | port=1 | pass",
        "local_infile | m5.7.40 | port=1 | fail",
        "secure_file_priv | 10.11.6 | port=1 | fail",
        "secure_file_priv | 10.11.6 | secure_file_priv=/srv | pass",
        "secure_file_priv | m8.0.36 | port=1 | pass",
        "secure_file_priv | m8.0.36 | secure-file-priv=`` | fail",
        "skip-symbolic-links | 10.11.6 | port=1 | fail",
        "skip-symbolic-links | 10.11.6 | skip-symbolic-links | pass",
        "skip-symbolic-links | 10.11.6 | symbolic-links=0 | pass",
        "skip-symbolic-links | m8.0.36 | symbolic-links | fail",
        "skip-symbolic-links | m8.0.36 | port=1 | pass",
        "bind-address | 10.11.6 | port=1 | fail",
        "bind-address | 10.11.6 | bind-address=127.0.0.1 | pass",
        "bind-address | 10.11.6 | bind-address=127.0.0.1,:: | fail",
        "bind-address | 10.11.6 | bind-address=*; skip-networking | n/a",
        "skip-grant-tables | 10.11.6 | port=1 | pass",
        "skip-grant-tables | 10.11.6 | skip-grant-tables | fail",
        "skip-grant-tables | 10.11.6 | skip_grant_tables=OFF | pass",
        "skip-grant-tables | 10.11.6 | skip-grant | fail",
        "skip-show-database | 10.11.6 | port=1 | fail",
        "skip-show-database | 10.11.6 | skip-show-database | pass",
        "user | 10.11.6 | port=1 | pass",
        "user | 10.11.6 | user=root; user=mysql | fail",
        "user | 10.11.6 | user=mysql; user=root | pass",
        "general_log | 10.11.6 | port=1 | pass",
        "general_log | 10.11.6 | general_log=1 | fail",
        "log-raw | m8.0.36 | log-raw | fail",
        "log-raw | m8.0.36 | port=1 | pass",
        "log-raw | 10.11.6 | log-raw | n/a",
        "log-raw | m8.0.36 | no-such-option | unknown",
        "log_error_verbosity | 10.11.6 | log-warnings=0 | fail",
        "log_error_verbosity | 10.11.6 | port=1 | pass",
        "log_error_verbosity | 10.1.48 | port=1 | fail",
        "log_error_verbosity | m8.0.36 | log-error-verbosity=1 | fail",
        "log_error_verbosity | m8.0.36 | log-error-verbosity=3 | pass",
        "log_bin | 10.11.6 | port=1 | fail",
        "log_bin | 10.11.6 | log-bin | pass",
        "log_bin | m8.0.36 | port=1 | pass",
        "log_bin | m8.0.36 | skip-log-bin | fail",
        "sql_mode | 10.11.6 | port=1 | pass",
        "sql_mode | 10.1.48 | port=1 | fail",
        "sql_mode | 10.11.6 | sql-mode=ansi | fail",
        "sql_mode | 10.11.6 | sql-mode=ansi,traditional | pass",
        "sql_mode | 10.11.6 | sql-mode=STRICT_ALL | pass",
        "sql_mode | 10.11.6 | sql-mode=4194304 | pass",
        "sql_mode | 10.11.6 | sql-mode=nonsense | unknown",
        "sql_mode | 10.11.6 | skip-sql-mode | fail",
        "old_passwords | 10.11.6 | port=1 | pass",
        "old_passwords | 10.11.6 | old-passwords | fail",
        "old_passwords | m5.7.40 | old-passwords=1 | fail",
        "old_passwords | m5.7.40 | old-passwords=2 | pass",
        "old_passwords | m8.0.36 | port=1 | n/a",
        "secure_auth | 10.11.6 | port=1 | pass",
        "secure_auth | 10.11.6 | secure-auth=0 | fail",
        "default_authentication_plugin | 10.11.6 | port=1 | n/a",
        "default_authentication_plugin | m8.0.36 | port=1 | pass",
        "default_authentication_plugin | m8.0.36 | default_authentication_plugin=mysql_native_password | fail",
        "default_authentication_plugin | m5.7.40 | port=1 | fail",
        "default_authentication_plugin | m8.0.36 | no-such-option | unknown",
        "allow-suspicious-udfs | 10.11.6 | port=1 | pass",
        "allow-suspicious-udfs | 10.11.6 | allow-suspicious-udfs | fail",
        "password_validation | 10.11.6 | port=1 | fail",
        "password_validation | 10.11.6 | plugin_load_add=simple_password_check; simple_password_check_digits=2 | pass",
        "password_validation | m8.0.36 | port=1 | n/a",
        "password | 10.11.6 | port=1 | pass",
        "password | 10.11.6 | wsrep_sst_auth=sst:secret | fail",
        "password | 10.11.6 | [half | unknown",
        "password | 10.11.6 | !includedir /nowhere | unknown",
        "environment | 10.11.6 | port=1 | pass",
        "option_files | 10.11.6 | port=1 | pass",
        "datadir | 10.11.6 | port=1 | pass",
      })
  void checksTell(String option, String version, String lines, String expected) {
    var image =
        version.startsWith("m")
            ? DatabaseImage.mysql(version.substring(1))
            : DatabaseImage.mariadb(version);
    var outcome = image.mysqld(lines.replace("`", "").split("; ", -1)).outcome(option);

    var told =
        switch (outcome) {
          case Outcome.Pass() -> "pass";
          case Outcome.Fail(var failures) -> "fail";
          case Outcome.NotApplicable(var why) -> "n/a";
          case Outcome.CannotTell(var why) -> "unknown";
        };
    assertThat(told).as(outcome.toString()).isEqualTo(expected);
  }

  @Test
  void failuresNameFileLineAndLayer() {
    var image =
        DatabaseImage.mariadb()
            .file("/etc/mysql/my.cnf", "[client]\n\n!includedir /etc/mysql/conf.d\n")
            .file("/etc/mysql/conf.d/a.cnf", "# first\n[mysqld]\nlocal-infile = ON\n");

    assertThat(image.failure("local_infile"))
        .isEqualTo(
            new Failure(
                "/etc/mysql/conf.d/a.cnf",
                3,
                3,
                "local_infile is on: write \"local_infile = OFF\"."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-option",
        "ssl-ca",
        "max_connections = hundred",
        "ssl-c = /x",
        "server_audit_logging = ON",
        "!includedir /nowhere",
        "[half",
        "help"
      })
  void whatTheServerRefusesIsNeverAPass(String line) {
    var image = DatabaseImage.mariadb().mysqld("skip-local-infile", line);

    for (var check : new MySql().checks()) {
      var option = check.id().substring("application_configuration:mysql.".length());
      if (!List.of("password", "environment").contains(option)) {
        var outcome = image.outcome(option);
        var expected =
            option.equals("option_files") && image.outcome("option_files").equals(Facts.PASS);
        assertThat(expected || outcome instanceof Outcome.CannotTell).as(option + outcome).isTrue();
      }
    }
    assertThat(((Outcome.CannotTell) image.outcome("local_infile")).why())
        .contains("/etc/mysql/my.cnf:3");
  }

  @Test
  void unreadFilesPutEverythingBeforeThemInDoubt() {
    var image =
        DatabaseImage.mariadb()
            .file(
                "/etc/mysql/my.cnf",
                "[mysqld]\nskip-local-infile\n!include /etc/mysql/big.cnf\n[mysqld]\nlog-bin\n")
            .at("/etc/mysql/big.cnf", new Lookup.Unread("it is too large"));

    assertThat(image.outcome("local_infile"))
        .isEqualTo(new Outcome.CannotTell("/etc/mysql/big.cnf cannot be read: it is too large"));
    assertThat(image.outcome("log_bin")).isEqualTo(Facts.PASS);
    assertThat(image.outcome("password")).isInstanceOf(Outcome.CannotTell.class);
  }

  @Test
  void passwordsAreFoundInEveryGroupAndNeverTold() {
    var image =
        DatabaseImage.mariadb()
            .file(
                "/etc/mysql/my.cnf", "[mysqldump]\npassword = \"hunter2 #\"\n[client]\npassword\n")
            .file("/root/.my.cnf", "[client]\nuser=root\npass=letmein\n")
            .file("/etc/mysql/debian.cnf", 0600, "[client]\npassword=\n");

    assertThat(image.outcome("password")).isInstanceOf(Outcome.Fail.class);
    var failures = ((Outcome.Fail) image.outcome("password")).failures();
    assertThat(failures)
        .extracting(one -> one.file() + ":" + one.line())
        .containsExactly("/etc/mysql/my.cnf:2", "/root/.my.cnf:3");
    assertThat(failures.toString()).doesNotContain("hunter2").doesNotContain("letmein");
    assertThat(image.result("password").check().weight()).isEqualTo(Weight.HIGH);
  }

  @Test
  void placesOfOneCheckAreLimited() {
    var lines = new String[50];
    java.util.Arrays.fill(lines, "password=x");
    var image =
        DatabaseImage.mariadb().file("/etc/mysql/my.cnf", "[client]\n" + String.join("\n", lines));

    var failures = ((Outcome.Fail) image.outcome("password")).failures();
    assertThat(failures).hasSize(Outcome.Fail.MOST);
    assertThat(failures.getLast().correctiveAction()).endsWith("There are 30 more.");
  }

  @Test
  void filesThatEverybodyMayWriteToArePassedOver() {
    var image =
        DatabaseImage.mariadb()
            .mysqld("!includedir /etc/mysql/conf.d")
            .file("/etc/mysql/conf.d/w.cnf", 0666, "[mysqld]\nskip-local-infile\n");

    assertThat(image.outcome("local_infile")).isInstanceOf(Outcome.Fail.class);
    assertThat(image.failure("option_files").correctiveAction())
        .contains("chmod o-w /etc/mysql/conf.d/w.cnf");
    assertThat(image.outcome("password")).isInstanceOf(Outcome.CannotTell.class);
  }

  @Test
  void includedFilesWithMistakesAreReadUpToThem() {
    var image =
        DatabaseImage.mariadb()
            .mysqld("!include /etc/mysql/x.cnf", "[mysqld]", "log-bin")
            .file("/etc/mysql/x.cnf", "[mysqld]\nskip-local-infile\n[half\nskip-log-bin\n");

    assertThat(image.outcome("local_infile")).isEqualTo(Facts.PASS);
    assertThat(image.outcome("log_bin")).isEqualTo(Facts.PASS);
    assertThat(image.failure("option_files"))
        .extracting(Failure::file, Failure::line)
        .containsExactly("/etc/mysql/x.cnf", 3);
  }

  @Test
  void dataDirectoryThatEverybodyMayWriteToFails() {
    var image =
        DatabaseImage.mariadb()
            .mysqld("datadir = /srv/db/")
            .special("/srv/db", 0777)
            .special("/srv/dbx", 0777)
            .special("/var/lib/mysql", 0777);

    assertThat(image.failure("datadir")).extracting(Failure::file).isEqualTo("/srv/db");
  }

  @Test
  void persistedVariablesOfMySqlCountMoreThanOptionFiles() {
    var image =
        DatabaseImage.mysql("8.0.36-1debian12")
            .mysqld("local_infile=0")
            .at("/var/lib/mysql/mysqld-auto.cnf", new Lookup.Unread("it is no configuration file"));

    assertThat(image.outcome("local_infile")).isInstanceOf(Outcome.CannotTell.class);
  }

  @Test
  void groupsOfTheVersionAndTheSuffixAreRead() {
    var image =
        DatabaseImage.mariadb()
            .variable("MYSQL_GROUP_SUFFIX=_two")
            .file(
                "/etc/mysql/my.cnf",
                "[mariadb-10.11]\nlog-bin\n[mysqld-10.5]\nskip-log-bin\n[mysqld_two]\ngeneral-log\n");

    assertThat(image.outcome("log_bin")).isEqualTo(Facts.PASS);
    assertThat(image.failure("general_log").line()).isEqualTo(6);
  }

  @Test
  void groupsOfAVersionAreInDoubtWhereTheVersionIsUnknown() {
    var image =
        new DatabaseImage()
            .program("/usr/sbin/mariadbd")
            .file(
                "/etc/mysql/my.cnf", "[mysqld]\nskip-local-infile\n[mariadb-10.5]\nlocal-infile\n");

    assertThat(image.outcome("local_infile")).isInstanceOf(Outcome.CannotTell.class);
  }

  @Test
  void homeOfTheAccountIsReadLast() {
    var image =
        DatabaseImage.mariadb()
            .file(
                "/etc/passwd",
                "root:x:0:0::/root:/bin/sh\nmysql:x:1:1::/var/lib/mysql:/bin/false\n")
            .mysqld("skip-local-infile")
            .file("/var/lib/mysql/.my.cnf", "[mysqld]\nlocal-infile\n");

    assertThat(image.failure("local_infile").file()).isEqualTo("/var/lib/mysql/.my.cnf");
    assertThat(image.failure("ssl-ca").file()).isEqualTo("/etc/mysql/my.cnf");
  }

  @Test
  void commandOfTheImageCountsMoreThanOptionFiles() {
    var image =
        DatabaseImage.mariadb()
            .mysqld("skip-local-infile", "skip-log-bin")
            .command(
                "docker-entrypoint.sh",
                "mariadbd",
                "--local-infile",
                "--log-bin=x",
                "--ssl-ca",
                "/ca.pem");

    assertThat(image.failure("local_infile").file()).isEqualTo("config: command");
    assertThat(image.outcome("log_bin")).isEqualTo(Facts.PASS);
    assertThat(image.outcome("ssl-ca")).isEqualTo(Facts.PASS);
  }

  @Test
  void entrypointHandsItsArgumentsOn() {
    var image =
        DatabaseImage.mariadb().command("docker-entrypoint.sh", "--skip-grant-tables", "-uroot");

    assertThat(image.failure("skip-grant-tables").file()).isEqualTo("config: command");
    assertThat(image.failure("user").file()).isEqualTo("config: command");
  }

  @Test
  void shellCommandsAreFollowedWhereTheyArePlain() {
    assertThat(
            DatabaseImage.mariadb()
                .command("/bin/sh", "-c", "exec mariadbd --skip-grant-tables")
                .outcome("skip-grant-tables"))
        .isInstanceOf(Outcome.Fail.class);
    assertThat(
            DatabaseImage.mariadb()
                .command("/bin/sh", "-c", "mariadbd $OPTIONS")
                .outcome("skip-grant-tables"))
        .isInstanceOf(Outcome.CannotTell.class);
    assertThat(
            DatabaseImage.mariadb()
                .command("/bin/sh", "-c", "nginx -g 'daemon off;'")
                .outcome("skip-grant-tables"))
        .isEqualTo(Facts.PASS);
  }

  @Test
  void optionFilesThatTheCommandNamesAreRead() {
    var image =
        DatabaseImage.mariadb()
            .mysqld("general-log")
            .file("/srv/db.cnf", "[mysqld]\nskip-local-infile\n");

    image.command("mariadbd", "--defaults-file=/srv/db.cnf");
    assertThat(image.outcome("general_log")).isEqualTo(Facts.PASS);
    assertThat(image.failure("ssl-ca").file()).isEqualTo("/srv/db.cnf");
    image.command("mariadbd", "--no-defaults");
    assertThat(image.outcome("general_log")).isEqualTo(Facts.PASS);
    assertThat(image.outcome("local_infile")).isInstanceOf(Outcome.Fail.class);
    image.command("mariadbd", "--defaults-extra-file=/srv/db.cnf");
    assertThat(image.outcome("general_log")).isInstanceOf(Outcome.Fail.class);
    assertThat(image.outcome("local_infile")).isEqualTo(Facts.PASS);
    image.command("mariadbd", "--defaults-file=/srv/none.cnf");
    assertThat(image.outcome("general_log")).isInstanceOf(Outcome.CannotTell.class);
  }

  @Test
  void serversOutsideOfDistributionsReadTheFileBesideThem() {
    var image =
        new DatabaseImage()
            .program("/opt/bitnami/mariadb/sbin/mariadbd")
            .variable("MARIADB_VERSION=10.11.6")
            .mysqld("general-log");

    assertThat(image.outcome("general_log")).isInstanceOf(Outcome.CannotTell.class);
    image.file("/opt/bitnami/mariadb/conf/my.cnf", "[mysqld]\nskip-local-infile\n");
    assertThat(image.outcome("general_log")).isEqualTo(Facts.PASS);
    assertThat(image.outcome("local_infile")).isEqualTo(Facts.PASS);
  }

  @Test
  void passwordsOfTheEnvironmentAreFoundAndNotTold() {
    var image =
        DatabaseImage.mariadb().variable("MARIADB_ROOT_PASSWORD=hunter2").variable("MYSQL_PWD=");

    assertThat(image.failure("environment").file())
        .isEqualTo("config: environment variable MARIADB_ROOT_PASSWORD");
    assertThat(image.outcome("environment").toString()).doesNotContain("hunter2");
    assertThat(image.rootFileSystem().outcome("environment"))
        .isInstanceOf(Outcome.NotApplicable.class);
  }
}
