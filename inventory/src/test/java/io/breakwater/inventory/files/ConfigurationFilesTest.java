package io.breakwater.inventory.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationFilesTest {
  private static boolean mayBe(String path) {
    return ConfigurationFiles.mayBe(path, path.lastIndexOf('/') + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etc/passwd",
        "etc/shadow",
        "etc/login.defs",
        "etc/sudoers",
        "etc/sudoers.d/90-cloud",
        "etc/pam.d/common-password",
        "etc/security/pwquality.conf",
        "etc/ssh/sshd_config",
        "etc/ssh/sshd_config.d/x",
        "etc/nginx/sites-available/default",
        "etc/nginx/mime.types",
        "etc/apache2/envvars",
        "etc/httpd/conf.modules.d/00-base.conf",
        "etc/my.cnf",
        "etc/my.cnf.d/server.cnf",
        "etc/mysql/debian-start",
        "etc/apt/sources.list",
        "etc/apt/auth.conf.d/proxy",
        "etc/yum.repos.d/x.repo",
        "etc/apk/repositories",
        "etc/sysctl.conf",
        "usr/etc/login.defs",
        "usr/local/etc/nginx/sites/a",
        "usr/local/etc/my.cnf",
        "usr/local/nginx/conf/mime.types",
        "usr/local/apache2/conf/extra/httpd-ssl",
        "opt/bitnami/mariadb/conf/bitnami/my_custom",
        "opt/app/etc/nginx/site",
        "usr/share/nginx/modules-available/mod-http-echo.conf",
        "usr/share/crypto-policies/DEFAULT/openssh.txt",
        "usr/share/mysql/english/x.cnf",
        "usr/lib/pam.d/sshd",
        "usr/lib/ssh/sshd_config",
        "lib/pam.d/sshd",
        "root/.my.cnf",
        "srv/app/site.vhost",
        "data/nginx.conf"
      })
  void isKept(String path) {
    assertThat(mayBe(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwd",
        "etc/motd",
        "etc/services",
        "etc/ssl/certs/ca-certificates.crt",
        "etc/init.d/nginx",
        "etcetera/passwd",
        "srv/etc-x/nginx/a",
        "usr/share/doc/nginx/x.conf",
        "usr/share/alsa/cards/x.conf",
        "usr/lib/tmpfiles.d/x.conf",
        "usr/lib/python3/dist-packages/x.conf",
        "lib/udev/x.conf",
        "usr/share/nginx/html/index.html",
        "usr/local/lib/python3.12/site-packages/a/b.conf",
        "app/node_modules/a/b.conf",
        "var/lib/ucf/cache/:etc:x.conf",
        "usr/src/linux/x.load",
        "opt/app/conf/data.xml",
        ".inc"
      })
  void isNotKept(String path) {
    assertThat(mayBe(path)).isFalse();
  }

  @Test
  void foldersOfServersAreKeptWhole() {
    assertThat(ConfigurationFiles.hasAll("etc/nginx/conf.d")).isTrue();
    assertThat(ConfigurationFiles.hasAll("etc/ssh")).isTrue();
    assertThat(ConfigurationFiles.hasAll("usr/share/nginx/modules")).isFalse();
    assertThat(ConfigurationFiles.hasAll("etc")).isFalse();
    assertThat(ConfigurationFiles.hasAll("")).isFalse();
  }

  @Test
  void programsAreInFoldersOfPrograms() {
    assertThat(program("usr/sbin/nginx")).isTrue();
    assertThat(program("sbin/sshd")).isTrue();
    assertThat(program("usr/libexec/mysqld")).isTrue();
    assertThat(program("usr/local/openresty/bin/openresty")).isTrue();
    assertThat(program("nginx")).isFalse();
    assertThat(program("usr/lib/nginx")).isFalse();
    assertThat(program("usr/xbin/nginx")).isFalse();
    assertThat(program("usr/bin/xsudo")).isFalse();
    assertThat(program("usr/bin/nginx2")).isFalse();
  }

  private static boolean program(String path) {
    return ProgramNames.mayBe(path, path.lastIndexOf('/') + 1);
  }
}
