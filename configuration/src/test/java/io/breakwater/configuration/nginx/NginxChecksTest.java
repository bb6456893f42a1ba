package io.breakwater.configuration.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.files.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxChecksTest {
  private static final String TLS =
      "listen 443 ssl; ssl_certificate c.pem; ssl_certificate_key k.pem; ";

  /// A server whose inside is in line 3, alone.
  private static String main(String http, String server) {
    return "events {}\nhttp { " + http + "\nserver { listen 80; " + server + " }\n}\n";
  }

  private static String tls(String server) {
    return "events {}\nhttp {\nserver { " + TLS + server + " }\n}\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ssl_protocols|ssl_protocols TLSv1.2 TLSv1.3;|ssl_protocols TLSv1 TLSv1.2;",
        "ssl_protocols|ssl_protocols tlsv1.3;|ssl_protocols TLSv1.2; ssl_protocols SSLv3;",
        "ssl_ciphers|ssl_ciphers HIGH:!aNULL:!MD5;|ssl_ciphers HIGH:!MD5;",
        "ssl_ciphers|ssl_ciphers ECDHE+AESGCM;|ssl_ciphers ALL:!eNULL;",
        "ssl_ciphers|ssl_ciphers ECDHE-RSA-AES128-SHA;|ssl_ciphers AES128-SHA:DES-CBC3-SHA;",
        "ssl_prefer_server_ciphers|ssl_prefer_server_ciphers on;|ssl_ciphers HIGH:!aNULL;",
        "ssl_prefer_server_ciphers|ssl_ciphers ECDHE+AESGCM;|ssl_ciphers ECDHE+AES;",
        "ssl_prefer_server_ciphers|ssl_protocols TLSv1.3;|ssl_prefer_server_ciphers off;",
        "ssl_session_tickets|ssl_session_tickets off;|ssl_session_tickets on;",
        "ssl_session_tickets|ssl_session_tickets OFF;|ssl_session_cache shared:a:1m;",
        "ssl_early_data|ssl_early_data off;|ssl_early_data on;",
        "add_header.strict-transport-security|"
            + "add_header Strict-Transport-Security max-age=15768000;|"
            + "add_header Strict-Transport-Security max-age=60;",
        "add_header.strict-transport-security|"
            + "add_header strict-transport-security 'includeSubDomains; max-age=63072000' always;|"
            + "add_header X-A b;",
      })
  void serversWithTlsPassOrFail(String directive, String good, String bad) {
    passes(directive, tls(good));
    fails(directive, tls(bad), 3);
    assertThat(Images.outcome(Images.of(main("", bad)), directive))
        .isInstanceOf(Outcome.NotApplicable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server_tokens|server_tokens off;|server_tokens on;",
        "server_tokens|server_tokens Off;|server_tokens build;",
        "add_header.x-frame-options|add_header X-Frame-Options DENY;|add_header X-A b;",
        "add_header.x-frame-options|"
            + "add_header Content-Security-Policy \"frame-ancestors 'none'\";|"
            + "add_header Content-Security-Policy \"default-src 'self'\";",
        "add_header.x-content-type-options|add_header x-content-type-options nosniff;|root /a;",
        "add_header.content-security-policy|"
            + "add_header Content-Security-Policy \"default-src 'self'\";|"
            + "add_header Content-Security-Policy '';",
        "add_header|add_header X-A $request_uri;|add_header X-A ${uri};",
        "add_header|add_header X-A $uri_b; set $uri_b 1;|add_header X-A a$document_uri;",
        "autoindex|autoindex off;|autoindex on;",
        "autoindex|autoindex on; allow 10.0.0.0/8; deny all;|location /a { autoindex ON; }",
        "alias|location /a/ { alias /b/; }|location /a { alias /b/; }",
        "alias|location /a { alias /b; }|location ^~ /a { alias /b/; }",
        "alias|location = /a { alias /b/; }|location ^~/a { alias /b/; }",
        "root|root /srv/www;|root /;",
        "root|root /usr/share/nginx/html;|root /etc/nginx;",
        "root|root /; return 404;|location /a { root //; }",
        "stub_status|location /s { stub_status; allow 127.0.0.1; deny all; }|"
            + "location /s { stub_status; }",
        "stub_status|auth_basic x; auth_basic_user_file u; location /s { stub_status; }|"
            + "location /s { stub_status on; allow all; }",
        "dav_methods|dav_methods PUT; auth_basic x; auth_basic_user_file u;|dav_methods PUT;",
        "dav_methods|location /a { dav_methods PUT; limit_except GET { deny all; } }|"
            + "location /a { dav_methods PUT DELETE; }",
        "proxy_pass|location / { proxy_pass http://127.0.0.1; }|"
            + "location / { proxy_pass http://$arg_to; }",
        "proxy_pass|location / { proxy_pass http://127.0.0.1/$arg_to; }|"
            + "location / { proxy_pass http://$host$request_uri; }",
        "proxy_ssl_verify|proxy_ssl_verify on; proxy_ssl_trusted_certificate a; location / { proxy_pass https://127.0.0.1; }|"
            + "location / { proxy_pass https://127.0.0.1; }",
        "proxy_ssl_verify|location / { grpc_ssl_verify on; grpc_ssl_trusted_certificate a; grpc_pass grpcs://127.0.0.1; }|"
            + "location / { proxy_ssl_verify on; grpc_pass grpcs://127.0.0.1; }",
        "listen|server_name a.example; location / { return 404; }|server_name a.example;",
        "return|return 301 https://$host$request_uri;|return 301 https://$host$uri;",
        "return|location = /a { return 302 /b$uri; }|location /a { return https://b$uri; }",
        "return|return 200 $uri;|if ($host = a) { return 308 https://b$document_uri; }",
        "rewrite|rewrite ^/a$ /b$uri last;|rewrite ^ https://b$uri permanent;",
        "rewrite|rewrite ^(.*)$ https://b$1 redirect;|rewrite ^/a /b$uri redirect;",
        "client_max_body_size|client_max_body_size 10m;|client_max_body_size 0;",
        "client_max_body_size|client_max_body_size 1g;|location /a { client_max_body_size 0k; }",
        "client_body_timeout|client_body_timeout 60;|client_body_timeout 61;",
        "client_header_timeout|client_header_timeout 10s;|client_header_timeout 2m;",
        "keepalive_timeout|keepalive_timeout 75s 60s;|keepalive_timeout 1h;",
        "large_client_header_buffers|large_client_header_buffers 8 16k;|"
            + "large_client_header_buffers 100 64k;",
        "merge_slashes|merge_slashes on;|merge_slashes off;",
        "access_log|access_log /var/log/nginx/access.log;|access_log off;",
        "access_log|location /f { access_log off; }|access_log /dev/null;",
        "error_log|error_log /var/log/nginx/error.log error;|error_log /dev/null;",
        "error_log|error_log stderr;|error_log off;",
        "error_log|error_log stderr warn;|location /a { error_log stderr crit; }",
        "error_log|error_log stderr notice;|error_log stderr debug;",
        "resolver|resolver 127.0.0.11 10.0.0.2;|resolver 8.8.8.8 valid=30s;",
        "resolver|resolver [::1] dns.internal;|resolver [2001:4860:4860::8888];",
      })
  void serversPassOrFail(String directive, String good, String bad) {
    passes(directive, main("", good));
    fails(directive, main("", bad), 3);
  }

  private static void passes(String directive, String main) {
    assertThat(Images.outcome(Images.of(main), directive)).isEqualTo(new Outcome.Pass());
  }

  private static void fails(String directive, String main, int line) {
    var outcome = Images.outcome(Images.of(main), directive);
    var failure = failure(outcome);
    assertThat(failure.file()).isEqualTo(Images.MAIN);
    assertThat(failure.layer()).isEqualTo(3);
    assertThat(failure.line()).isIn(line, line - 1);
    assertThat(failure.correctiveAction()).isNotBlank();
  }

  private static Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Fail.class);
    return ((Outcome.Fail) outcome).failures().getFirst();
  }

  /// What is told to be written can be written, and is enough.
  @ParameterizedTest
  @CsvSource({
    "add_header.x-frame-options",
    "add_header.x-content-type-options",
    "add_header.content-security-policy",
    "add_header.strict-transport-security",
    "server_tokens",
    "ssl_protocols",
  })
  void whatIsToldToBeWrittenPasses(String directive) {
    var action = failure(Images.outcome(Images.of(tls("")), directive)).correctiveAction();
    var from = action.indexOf('"') + 1;
    passes(directive, tls(action.substring(from, action.indexOf(";\"") + 1)));
  }

  @Test
  void workersOfRootFail() {
    fails("user", "user root;\nevents {}", 1);
    passes("user", "user www-data;\nevents {}");
    passes("user", "events {}");
    var passwd = "daemon:x:1:1::/:/bin/sh\ntoor:x:0:0::/root:/bin/sh\n";
    var files = Map.of(Images.MAIN, "user toor;\nevents {}", "/etc/passwd", passwd);
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "user")).isInstanceOf(Outcome.Fail.class);
    var config = new ImageConfig(List.of(), List.of(), Map.of(), "101:101", List.of());
    var unprivileged = Images.of(Images.Files.of(files), List.of(Images.nginx("1.22.1")), config);
    assertThat(Images.outcome(unprivileged, "user")).isEqualTo(new Outcome.Pass());
  }

  @Test
  void limitsOfClientsPassWhereAnyIsSet() {
    var zones =
        "limit_req_zone $binary_remote_addr zone=a:1m rate=1r/s;"
            + " limit_conn_zone $binary_remote_addr zone=a:1m;";
    fails("limit_req", main(zones, ""), 3);
    fails("limit_conn", main(zones, ""), 3);
    for (var one : List.of("limit_req", "limit_conn")) {
      var action = failure(Images.outcome(Images.of(main("", "")), one)).correctiveAction();
      var written = action.substring(action.indexOf('"') + 1, action.lastIndexOf('"'));
      passes(one, main(written, ""));
    }
    passes("limit_req", main(zones, "location /a { limit_req zone=a; }"));
    passes("limit_conn", main(zones, "limit_conn a 5;"));
  }

  @Test
  void defaultProtocolsDependOnTheVersion() {
    var files = Map.of(Images.MAIN, tls(""));
    var old = Images.outcome(Images.of(files, "1.26.2-1~bookworm"), "ssl_protocols");
    assertThat(old).isInstanceOf(Outcome.Fail.class);
    assertThat(((Outcome.Fail) old).failures().getFirst().correctiveAction())
        .isEqualTo(
            "ssl_protocols is not specified in /etc/nginx/nginx.conf, and nginx 1.26.2 then allows"
                + " TLSv1 and TLSv1.1: write \"ssl_protocols TLSv1.2 TLSv1.3;\".");
    assertThat(Images.outcome(Images.of(files, "1.27.3-1~bookworm"), "ssl_protocols"))
        .isEqualTo(new Outcome.Pass());
    var binary = new Images.Files(Images.Files.of(files).lookups(), List.of("/usr/sbin/nginx"));
    var unknown = Images.of(binary, List.of(), ImageConfig.NONE);
    assertThat(Images.outcome(unknown, "ssl_protocols")).isInstanceOf(Outcome.CannotTell.class);
    var named =
        new ImageConfig(List.of(), List.of(), Map.of(), "", List.of("NGINX_VERSION=1.29.0"));
    assertThat(Images.outcome(Images.of(binary, List.of(), named), "ssl_protocols"))
        .isEqualTo(new Outcome.Pass());
  }

  @Test
  void keysInTheImageFailAndMountedOnesPass() {
    var files = new HashMap<>(Map.of(Images.MAIN, tls("")));
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "ssl_certificate_key"))
        .isEqualTo(new Outcome.Pass());
    files.put("/etc/nginx/k.pem", "key");
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "ssl_certificate_key"))
        .isInstanceOf(Outcome.Fail.class);
  }

  @Test
  void shortParametersOfDiffieHellmanFail() {
    var main = tls("ssl_dhparam dh.pem;");
    var files = new HashMap<>(Map.of(Images.MAIN, main));
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "ssl_dhparam"))
        .isInstanceOf(Outcome.CannotTell.class);
    files.put("/etc/nginx/dh.pem", Parameters.pem(1024));
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "ssl_dhparam"))
        .isInstanceOf(Outcome.Fail.class);
    files.put("/etc/nginx/dh.pem", Parameters.pem(2048));
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "ssl_dhparam"))
        .isEqualTo(new Outcome.Pass());
    files.put("/etc/nginx/dh.pem", "-----BEGIN DH PARAMETERS-----\nMA==\n");
    assertThat(Images.outcome(Images.of(files, "1.22.1"), "ssl_dhparam"))
        .isInstanceOf(Outcome.CannotTell.class);
  }

  /// Since OpenSSL 1.1.0 a word such as `ALL` brings no RC4 and no 3DES.
  @Test
  void suitesOfAListDependOnTheLibrary() {
    var files = Images.Files.of(Map.of(Images.MAIN, tls("ssl_ciphers ALL:!aNULL:!eNULL;")));
    var nginx = Images.nginx("1.22.1");
    var without = Images.of(files, List.of(nginx), ImageConfig.NONE);
    assertThat(Images.outcome(without, "ssl_ciphers"))
        .asString()
        .contains("CannotTell", "was built with DES-CBC-SHA, DES-CBC3-SHA", "nginx.conf:3");
    var current =
        Images.of(files, List.of(nginx, Images.deb("libssl3", "3.0.17")), ImageConfig.NONE);
    assertThat(Images.outcome(current, "ssl_ciphers")).isEqualTo(new Outcome.Pass());
    for (var version : List.of("1.0.2u-1", "1:1.0.1t-1+deb8u12", "0.9.8o-4squeeze14")) {
      var old =
          Images.of(files, List.of(nginx, Images.deb("libssl1.0.2", version)), ImageConfig.NONE);
      assertThat(Images.outcome(old, "ssl_ciphers")).isInstanceOf(Outcome.Fail.class);
    }
  }

  @Test
  void nothingAppliesWhereNginxIsNotInstalled() {
    var stray = Images.Files.of(Map.of(Images.MAIN, "user root;"));
    for (var result : new Nginx().judge(Images.of(stray, List.of(), ImageConfig.NONE))) {
      assertThat(result.outcome()).isEqualTo(new Outcome.NotApplicable("nginx is not installed"));
    }
  }

  @Test
  void nothingCanBeToldOfAConfigurationThatTheServerRefuses() {
    var results = new Nginx().judge(Images.of("events {}\nhttp { server_tokenz off; }"));
    assertThat(results).hasSizeGreaterThanOrEqualTo(18);
    for (var result : results) {
      assertThat(result.outcome())
          .isEqualTo(
              new Outcome.CannotTell(
                  "nginx would not start with this configuration: unknown directive"
                      + " \"server_tokenz\" in /etc/nginx/nginx.conf:2"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1.22.1, true", "1.29.1, true", "1.29.2, false"})
  void protocolsOfTheDefaultServerHoldForAllNamesInOldVersions(String version, boolean passes) {
    var servers =
        """
        events {}
        http {
        server { %1$s ssl_protocols TLSv1.3; }
        server { listen 80 default_server; %1$s server_name b.example; ssl_protocols TLSv1; }
        }
        """
            .formatted(TLS);
    var image = Images.of(Map.of(Images.MAIN, servers), version + "-1~bookworm");

    assertThat(Images.outcome(image, "ssl_protocols") instanceof Outcome.Pass).isEqualTo(passes);
  }

  @Test
  void whatCannotBeReadIsNotSaidToBeRefused() {
    var files = Images.Files.of(Map.of(Images.MAIN, "events {}\ninclude b.conf;"));
    files.lookups().put("/etc/nginx/b.conf", new Lookup.Unknown("it has 70024 bytes"));
    var image = Images.of(files, List.of(Images.nginx("1.22.1-1~bookworm")), ImageConfig.NONE);

    assertThat(Images.outcome(image, "server_tokens"))
        .isEqualTo(
            new Outcome.CannotTell(
                "the configuration of nginx could not be read to its end: /etc/nginx/b.conf is not"
                    + " known (it has 70024 bytes), included in /etc/nginx/nginx.conf:2"));
  }

  @Test
  void nothingCanBeToldWithoutTheMainFile() {
    for (var result : new Nginx().judge(Images.of(Map.of("/etc/passwd", ""), "1.22.1"))) {
      assertThat(result.outcome()).isInstanceOf(Outcome.CannotTell.class);
    }
  }

  @Test
  void identifiersAreThoseOfTheirDirectives() {
    var ids = new Nginx().checks().stream().map(one -> one.id()).toList();
    assertThat(ids)
        .doesNotHaveDuplicates()
        .contains("application_configuration:nginx.ssl_protocols");
  }
}
