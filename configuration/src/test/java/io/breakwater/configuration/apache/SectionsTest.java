package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.ApacheImage.GOOD;
import static io.breakwater.configuration.apache.ApacheImage.inventory;
import static io.breakwater.configuration.apache.ApacheImage.judged;
import static io.breakwater.configuration.apache.ApacheImage.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Installed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What sections that hold for a directory make together; lines are parted by `;`.
final class SectionsTest {
  private static final String VERSION = "2.4.62-1~deb12u2";
  private static final String MODULES =
      """
      LoadModule authz_core_module m
      LoadModule authz_host_module m
      LoadModule access_compat_module m
      """;

  private static Httpd httpd(String sections) throws ConfigException {
    return ApacheSubject.read(
        inventory(with(MODULES + sections), VERSION),
        new Installed(null, "/usr/sbin/apache2", "2.4.62"));
  }

  private static String section(String path, String lines) {
    return "<Directory %s>\n%s\n</Directory>\n".formatted(path, lines.replace(';', '\n'));
  }

  private static Httpd nested(String outer, String inner) throws ConfigException {
    return httpd(section("/srv", outer) + section("/srv/www", inner));
  }

  private static Access access(Httpd httpd, String path) {
    return httpd.access(httpd.mainServer(), path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // One of the two is enough, and where one of them says nothing it lets in.
        "''|Require all denied;Satisfy any|GRANTED",
        "Require all denied|Satisfy any|GRANTED",
        "Satisfy any|Require all denied|GRANTED",
        "Order deny,allow;Deny from all|Satisfy any|GRANTED",
        "''|Require all denied;Order deny,allow;Deny from all;Satisfy any|DENIED",
        "Order deny,allow;Deny from all;Satisfy any|Require all granted|GRANTED",
        "Order deny,allow;Deny from all;Satisfy any|Require ip 10.1.2.3|RESTRICTED",
        "Require all denied;Satisfy any|Order deny,allow;Deny from all|DENIED",
        "Require all denied|Satisfy all|DENIED",
        "''|Order deny,allow;Deny from all;Satisfy any|GRANTED",
        // Each from its own innermost section.
        "Require all granted;Order allow,deny|Order allow,deny;Allow from all|GRANTED",
        "Require all granted;Order allow,deny|Require all granted|DENIED",
        "Order allow,deny;Allow from all;Require all denied|Require all granted|GRANTED",
        "Require all denied|Order allow,deny;Allow from all|DENIED",
        "Require all denied|Options None|DENIED",
        "Require all granted;Order deny,allow;Deny from all|Order deny,allow|GRANTED",
      })
  void whoIsLetInIsSaidByTheInnermostSectionOfEachModule(
      String outer, String inner, Access expected) throws ConfigException {
    assertThat(access(nested(outer, inner), "/srv/www/below")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Require all denied|Require all granted;AuthMerging And|DENIED",
        "Require all granted|Require all granted;AuthMerging And|GRANTED",
        "Require all granted|authmerging and;Require ip 10.1.2.3|RESTRICTED",
        "Require ip 10.1.2.3;Require all granted|Require all granted;AuthMerging And|GRANTED",
        "''|Require all granted;AuthMerging And|GRANTED",
        "Require all denied|AuthMerging And|DENIED",
        "Require all granted|Require all denied;AuthMerging Or|GRANTED",
        "Require all denied|Require ip 10.1.2.3;AuthMerging Or|RESTRICTED",
        "Require all denied|AuthMerging Or|DENIED",
        "Require all granted|Require all denied;AuthMerging Or;AuthMerging Off|DENIED",
        "Require all denied|AuthMerging Off|UNSET",
        "AuthMerging Or;Require all granted|Require all denied|DENIED",
      })
  void authMergingAddsWhatIsRequiredOutside(String outer, String inner, Access expected)
      throws ConfigException {
    assertThat(access(nested(outer, inner), "/srv/www")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/*/b, /srv, UNSET",
    "/srv/*/b, /srv/a, UNSET",
    "/srv/*/b, /srv/a/b, DENIED",
    "/srv/*/b, /srv/a/b/c, DENIED",
    "/srv/*/b, /srv/a/c/b, UNSET",
    "/srv/*, /srv, UNSET",
    "/srv/*, /srv/a, DENIED",
    "/s?v, /srv/a, DENIED",
  })
  void patternsOfDirectoriesMatchNameByName(String pattern, String path, Access expected)
      throws ConfigException {
    assertThat(access(httpd(section(pattern, "Require all denied")), path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What has a sign is remembered, though a later line of its section replaces it.
        "Options +Indexes;Options None|AllowOverride None|true",
        "Options -Indexes;Options Indexes|AllowOverride None|false",
        "Options +Indexes;Options None|Options -Indexes|false",
        "Options +Indexes;Options None|Options FollowSymLinks|false",
        "Options -Indexes;Options Indexes|Options +Indexes|true",
        "Options Indexes|AllowOverride None|true",
        "Options None;Options +Indexes|Options +MultiViews|true",
      })
  void optionsWithASignComeBackInTheNextSection(String outer, String inner, boolean listed)
      throws ConfigException {
    var httpd = nested(outer, inner);

    assertThat(
            AccessChecks.options(httpd, httpd.mainServer(), "/srv/www", false)
                .where(OptionSet.Option.INDEXES)
                .isPresent())
        .isEqualTo(listed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Require local\nAuthMerging Or", "Require all granted\nAuthMerging And"})
  void whoReachesAnAddressIsNotKnownWhereTheOutsideDecides(String lines) {
    var status = GOOD + "<Location /s>\nSetHandler server-status\n" + lines + "\n</Location>\n";
    var dav = GOOD + "<Location /d>\nDav On\n" + lines + "\n</Location>\n";
    var hidden = GOOD.replace("  Require all denied\n</FilesMatch>", lines + "\n</FilesMatch>");
    var proxy = GOOD + "ProxyRequests On\n<Proxy *>\n" + lines + "\n</Proxy>\n";

    assertThat(judged(inventory(with(status), VERSION), "server-status"))
        .startsWith("cannot tell: /etc/apache2/apache2.conf:47: who is let in to /s depends by");
    assertThat(judged(inventory(with(dav), VERSION), "Dav")).startsWith("cannot tell: ");
    assertThat(hidden).isNotEqualTo(GOOD);
    assertThat(judged(inventory(with(hidden), VERSION), "FilesMatch.ht"))
        .startsWith("cannot tell: ");
    assertThat(judged(inventory(with(proxy), VERSION), "ProxyRequests"))
        .startsWith("cannot tell: ");
  }

  @ParameterizedTest
  @CsvSource({
    "Require all denied;AuthMerging And, pass",
    "Require all granted;AuthMerging Or, server-status at /s is open",
    "Require local;AuthMerging Off, pass",
  })
  void whatTheOutsideCannotChangeIsJudged(String lines, String says) {
    var inside = "SetHandler server-status\n" + lines.replace(';', '\n');
    var status = GOOD + "<Location /s>\n" + inside + "\n</Location>\n";

    assertThat(judged(inventory(with(status), VERSION), "server-status")).contains(says);
  }
}
