package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.ApacheImage.GOOD;
import static io.breakwater.configuration.apache.ApacheImage.inventory;
import static io.breakwater.configuration.apache.ApacheImage.judged;
import static io.breakwater.configuration.apache.ApacheImage.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Installed;
import io.breakwater.configuration.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ApacheChecksTest {
  private static final String DEBIAN = "2.4.62-1~deb12u2";

  /// The check, a part of the good configuration, what stands there instead (at the end where
  /// the part is empty), and a part of what the check says.
  private static Stream<Arguments> failures() {
    var deny = "Require all denied\n</Directory>";
    return Stream.of(
        fails("SSLProtocol", "", "SSLProtocol all -SSLv3", "TLSv1 and TLSv1.1"),
        fails(
            "SSLProtocol", "SSLProtocol -all +TLSv1.2 +TLSv1.3\n", "", "default all -SSLv3 allows"),
        fails("SSLProtocol", "", "SSLProtocol +TLSv1.2 +SSLv3", "allows SSLv3"),
        fails("SSLCipherSuite", "", "SSLCipherSuite ALL:!aNULL", "allows 3DES, RC4"),
        fails("SSLHonorCipherOrder", "SSLHonorCipherOrder on", "", "lets the client choose"),
        fails("SSLCompression", "", "SSLCompression on", "SSLCompression on compresses"),
        fails("SSLInsecureRenegotiation", "", "SSLInsecureRenegotiation on", "allows insecure"),
        fails("Header.Strict-Transport-Security", "Strict-Transport-Security", "X-S", "*:443"),
        fails("Require", deny, "</Directory>", "<Directory /> lets visitors in"),
        fails("Require", "<Directory />", "<Directory /srv>", "No section <Directory />"),
        fails("AllowOverride", "AllowOverride None", "AllowOverride All", "whole file system"),
        fails(
            "AllowOverride.All",
            "/>\n  Options None\n  AllowOverride None",
            "/srv>\n AllowOverride All",
            "files in /srv change"),
        fails(
            "Options.Indexes",
            "",
            "<Directory /srv>\nOptions +Indexes\n</Directory>",
            "Options +Indexes lists directories"),
        fails("Options.Indexes", "", "<Location />\nOptions Indexes\n</Location>", "lists"),
        fails("Options.Indexes", "", "<DirectoryMatch x>\nOptions All\n</DirectoryMatch>", "lists"),
        fails(
            "Options.Includes",
            "",
            "<Directory /srv>\nOptions Includes\n</Directory>",
            "lets pages run programs"),
        fails(
            "Options.Root",
            "Options None",
            "Options FollowSymLinks",
            "Options FollowSymLinks holds for the whole"),
        fails("DocumentRoot", "", "DocumentRoot /etc", "DocumentRoot is /etc"),
        fails("FilesMatch.ht", "\"^\\.ht\"", "\"^\\.svn\"", "No section"),
        fails(
            "server-status",
            "",
            "<Location /s>\nSetHandler server-status\n</Location>",
            "server-status at /s is open"),
        fails(
            "server-info",
            "",
            "<Location /i>\nSetHandler server-info\nRequire all granted\n" + "</Location>",
            "server-info at /i is open"),
        fails("Dav", "", "<Location /d>\nDav On\n</Location>", "WebDAV at /d lets everybody"),
        fails("ProxyRequests", "", "ProxyRequests On", "a proxy for everybody"),
        fails("UserDir", "", "UserDir public_html\nUserDir disabled root", "serves directories"),
        fails("ServerTokens", "ServerTokens Prod", "ServerTokens OS", "ServerTokens OS tells"),
        fails("ServerTokens", "ServerTokens Prod", "", "its default Full tells"),
        fails("ServerSignature", "", "ServerSignature EMail", "puts the version"),
        fails("TraceEnable", "", "TraceEnable extended", "answers TRACE"),
        fails("FileETag", "", "FileETag INode MTime", "numbers of inodes"),
        fails("User", "User www-data", "User toor", "answers requests as root"),
        fails("Group", "Group www-data", "Group #0", "rights of the group root"),
        fails("HttpProtocolOptions", "", "HttpProtocolOptions Unsafe", "break the grammar"),
        fails(
            "Header.X-Frame-Options",
            "X-Frame-Options",
            "X-F",
            "No header X-Frame-Options is set in /etc/apache2/apache2.conf: write"),
        fails(
            "Header.X-Content-Type-Options",
            "",
            "Header always unset X-Content-Type-Options",
            "No header X-Content-Type-Options"),
        fails(
            "Header.X-Content-Type-Options",
            "",
            "<VirtualHost *:81>\nHeader always unset X-Content-Type-Options\n</VirtualHost>",
            "No header X-Content-Type-Options"),
        fails("CustomLog", "CustomLog /dev/stdout combined", "", "logs no requests"),
        fails("LogLevel", "", "LogLevel crit ssl:warn", "leaves warnings out"),
        fails("Timeout", "", "Timeout 300", "Timeout 300 waits"),
        fails("KeepAlive", "", "KeepAlive off", "a connection for each request"),
        fails("MaxKeepAliveRequests", "", "MaxKeepAliveRequests 5", "gives connections up"),
        fails("KeepAliveTimeout", "", "KeepAliveTimeout 20", "keeps idle connections"),
        fails("LimitRequestLine", "", "LimitRequestLine 100000", "very long addresses"),
        fails("LimitRequestFields", "", "LimitRequestFields 0", "very many headers"),
        fails("LimitRequestFieldSize", "", "LimitRequestFieldSize 100000", "very long headers"),
        fails("LimitRequestBody", "", "LimitRequestBody 0", "bodies of any length"),
        fails("RequestReadTimeout", "", "RequestReadTimeout header=0", "waits for ever"),
        fails("RequestReadTimeout", "LoadModule reqtimeout_module m", "", "is not loaded"));
  }

  private static Arguments fails(String check, String instead, String with, String says) {
    return Arguments.of(check, instead, with, says);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("failures")
  void whatIsAgainstThePracticeFails(String check, String instead, String with, String says) {
    var main = instead.isEmpty() ? GOOD + with + "\n" : GOOD.replace(instead, with);

    assertThat(main).isNotEqualTo(GOOD);
    assertThat(judged(inventory(ApacheImage.with(main), DEBIAN), check)).contains(says);
  }

  @Test
  void everyCheckPassesOnAGoodConfiguration() {
    var image = inventory(ApacheImage.with(GOOD), DEBIAN);

    assertThat(new ApacheSubject().judge(image))
        .allSatisfy(
            result -> assertThat(said(result.outcome())).as(result.check().id()).isEqualTo("pass"));
  }

  @Test
  void everyCheckFailsSomewhereInTheTable() {
    var failing = failures().map(one -> one.get()[0]).toList();

    assertThat(new ApacheSubject().checks())
        .filteredOn(check -> !check.id().endsWith(".SSLCertificateKeyFile"))
        .allSatisfy(
            check ->
                assertThat(failing)
                    .contains(check.id().substring("application_configuration:apache.".length())));
  }

  @Test
  void nothingAppliesWhereNoServerIsInstalled() {
    var image = inventory(ApacheImage.with("Bogus"), "");

    assertThat(new ApacheSubject().judge(image))
        .allSatisfy(
            result -> assertThat(result.outcome()).isInstanceOf(Outcome.NotApplicable.class));
  }

  @Test
  void noCheckCanTellOfWhatTheServerRefuses() {
    var image = inventory(ApacheImage.with(GOOD + "Bogus on\n"), DEBIAN);

    assertThat(new ApacheSubject().judge(image))
        .allSatisfy(
            result ->
                assertThat(said(result.outcome()))
                    .startsWith("cannot tell: httpd refuses /etc/apache2/apache2.conf:44: Bogus"));
  }

  @Test
  void checksOfTlsApplyWhereItIsInUse() {
    var image = inventory(ApacheImage.with(GOOD.replace("SSLEngine on", "")), DEBIAN);

    for (var check : new String[] {"SSLProtocol", "SSLCipherSuite", "SSLCertificateKeyFile"}) {
      assertThat(judged(image, check)).isEqualTo("n/a: no server has SSLEngine on");
    }
  }

  @Test
  void checksOfModulesApplyWhereTheyAreLoaded() {
    var bare = GOOD.replaceAll("LoadModule (info|dav|proxy|userdir|status|autoindex).*\n", "");
    var image = inventory(ApacheImage.with(bare), DEBIAN);

    for (var check :
        new String[] {"server-info", "server-status", "Dav", "ProxyRequests", "UserDir"}) {
      assertThat(judged(image, check)).startsWith("n/a: ").endsWith("_module is not loaded");
    }
    assertThat(judged(image, "Options.Indexes")).startsWith("n/a: ");
  }

  @ParameterizedTest
  @CsvSource({"*:443, pass", "*:444, fails", "*:443 *:444, fails"})
  void theFirstVirtualHostAgreesOnTheProtocolWhereNothingSetsAny(String address, String says) {
    var own = "SSLProtocol -all +TLSv1.2 +TLSv1.3\n";
    var hosts = GOOD.replace(own, "").replace("SSLEngine on\n", "SSLEngine on\n" + own);
    var other = "<VirtualHost %s>\nSSLEngine on\n</VirtualHost>\n".formatted(address);
    var judged = judged(inventory(ApacheImage.with(hosts + other), DEBIAN), "SSLProtocol");

    assertThat(judged.contains("TLSv1 and TLSv1.1") ? "fails" : judged).isEqualTo(says);
  }

  @Test
  void keysThatOthersReadFail() {
    var open = ApacheImage.with(GOOD).file("/etc/apache2/key.pem", "", 0644, 0, 0);
    var elsewhere = ApacheImage.with(GOOD).unread("/etc/apache2/key.pem", "it is not kept");
    var mounted = ApacheImage.with(GOOD.replace("/etc/apache2/key.pem", "/run/key.pem"));

    assertThat(judged(inventory(open, DEBIAN), "SSLCertificateKeyFile"))
        .isEqualTo(
            "/etc/apache2/apache2.conf:41 The private key /etc/apache2/key.pem has the permissions"
                + " 0644: run chmod 0400 /etc/apache2/key.pem.");
    assertThat(judged(inventory(elsewhere, DEBIAN), "SSLCertificateKeyFile"))
        .isEqualTo(
            "cannot tell: /etc/apache2/apache2.conf:41: /etc/apache2/key.pem: it is not kept");
    assertThat(judged(inventory(mounted, DEBIAN), "SSLCertificateKeyFile")).isEqualTo("pass");
  }

  @Test
  void defaultsAreThoseOfTheInstalledVersion() {
    var bare = GOOD.replace("LimitRequestBody 1000\n", "").replace("AllowOverride None", "");

    assertThat(judged(inventory(ApacheImage.with(bare), "2.4.62"), "LimitRequestBody"))
        .isEqualTo("pass");
    assertThat(judged(inventory(ApacheImage.with(bare), "2.4.38"), "LimitRequestBody"))
        .contains("its default is without limit");
    assertThat(judged(inventory(ApacheImage.with(bare), "2.2.22"), "AllowOverride"))
        .contains("its default is All");
    var unknown = inventory(ApacheImage.with(bare).program("httpd", "/usr/sbin/httpd"), "");
    for (var check : new String[] {"LimitRequestBody", "AllowOverride", "FileETag"}) {
      assertThat(judged(unknown, check)).startsWith("cannot tell: ").contains("version");
    }
  }

  @Test
  void virtualHostsInheritAndEachPlaceIsToldOnce() {
    var hosts =
        """
        Timeout 100
        <VirtualHost *:80>
          ServerName a
          Timeout 200
        </VirtualHost>
        <VirtualHost *:80>
          ServerName b
        </VirtualHost>
        """;
    var image = inventory(ApacheImage.with(GOOD + hosts), DEBIAN);

    assertThat(judged(image, "Timeout").lines().map(line -> line.replaceAll(" waits.*", "")))
        .containsExactly(
            "/etc/apache2/apache2.conf:44 Timeout 100", "/etc/apache2/apache2.conf:47 Timeout 200");
  }

  @ParameterizedTest
  @CsvSource({
    "Options Indexes, Options -Indexes, false",
    "Options Indexes, Options FollowSymLinks, false",
    "Options Indexes, AllowOverride None, true",
    "Options None, Options +Indexes, true",
    "Options None, Options +Indexes -Indexes, false",
    "Options All, Options -Indexes, false",
    "Options All, Options -Includes, true",
  })
  void optionsOfSectionsAddUp(String outer, String inner, boolean listed) {
    var main =
        GOOD.replace("Options None", outer)
            + "<Directory /srv/www>\n%s\n</Directory>\n".formatted(inner);
    var httpd = httpd(main);

    assertThat(
            AccessChecks.options(httpd, httpd.servers().get(1), "/srv/www/below", false)
                .where(OptionSet.Option.INDEXES)
                .isPresent())
        .isEqualTo(listed);
  }

  private static Httpd httpd(String main) {
    var image = inventory(ApacheImage.with(main), DEBIAN);
    try {
      return ApacheSubject.read(image, new Installed(null, "/usr/sbin/apache2", "2.4.62"));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void manyPlacesAreToldOfInTwenty() {
    var hosts = new StringBuilder(GOOD);
    for (var i = 0; i < 30; i++) {
      hosts.append("<VirtualHost *:80>\nTimeout ").append(100 + i).append("\n</VirtualHost>\n");
    }
    var image = inventory(ApacheImage.with(hosts.toString()), DEBIAN);

    assertThat(judged(image, "Timeout").lines())
        .hasSize(Outcome.Fail.MOST)
        .last()
        .asString()
        .endsWith("10 more places are alike.");
  }

  @Test
  void aSectionOfAForeignModuleLeavesNothingCertain() {
    var perl =
        GOOD + "LoadModule perl_module m\n<Perl>\n $x = '</Directory>';\n</Perl>\nTimeout 300\n";
    var image = inventory(ApacheImage.with(perl), DEBIAN);

    assertThat(judged(image, "ServerTokens"))
        .isEqualTo("cannot tell: /etc/apache2/apache2.conf:45: what <Perl > does is not known");
    assertThat(judged(image, "Timeout")).contains("Timeout 300 waits");
  }

  @Test
  void anExemptedProxyIsNotOpen() {
    var proxy = GOOD + "ProxyRequests On\n<Proxy *>\nRequire ip 10.0.0.0/8\n</Proxy>\n";

    assertThat(judged(inventory(ApacheImage.with(proxy), DEBIAN), "ProxyRequests"))
        .isEqualTo("pass");
  }

  @Test
  void theUserDoesNotMatterWhereTheImageRunsAsAnother() {
    var image = ApacheImage.with(GOOD.replace("User www-data", "User root"));

    assertThat(judged(inventory(image, DEBIAN), "User")).contains("answers requests as root");
    assertThat(judged(ApacheImage.runningAs("1001", image, DEBIAN), "User"))
        .startsWith("n/a: the image runs as user 1001");
  }
}
