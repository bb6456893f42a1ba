package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.ApacheImage.MAIN;
import static io.breakwater.configuration.apache.ApacheImage.inventory;
import static io.breakwater.configuration.apache.ApacheImage.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.system.SampleImage;
import io.breakwater.inventory.ImageInventory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What reading the files makes of them, seen through the check of `Timeout`: it fails above 60.
final class TreeReaderTest {
  private static String timeout(ImageInventory image) {
    return judged(image, "Timeout").replaceAll(" waits.*", "");
  }

  private static String timeout(SampleImage files, String... env) {
    return timeout(inventory(files, "2.4.62-1~deb12u2", env));
  }

  private static SampleImage main(String text) {
    return new SampleImage().file(MAIN, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Timeout 5|pass",
        "timeout \"70\"|1 timeout \"70\"",
        "Time\\\\nout 7\\\\n1|3 Timeout 71",
        "Define T 72\\nTimeout ${t}|2 Timeout 72",
        "Timeout ${FROM_ENV}|1 Timeout 90",
        "<IfModule core.c>\\nTimeout 70\\n</IfModule>|2 Timeout 70",
        "<IfModule !core.c>\\nTimeout 70\\n</IfModule>|pass",
        "<IfModule so_module>\\nTimeout 70|2 Timeout 70",
        "<IfVersion >= 2.4.50>\\nTimeout 70\\n</IfVersion>|2 Timeout 70",
        "<IfFile nowhere>\\nTimeout 70\\n</IfFile>|pass",
        "<IfDirective SSLEngine>\\nTimeout 70\\n</IfDirective>|pass",
        "Timeout 70\\nTimeout 5|pass",
        "# Timeout 70 \\\\nTimeout 70|pass",
        "LoadModule macro_module m\\n<Macro A $x>\\nTimeout $x\\n</Macro>\\nUse a 99|5 Timeout 99",
      })
  void linesAreReadAsHttpdReadsThem(String text, String says) {
    var written = text.replace("\\\\n", "\\\n").replace("\\n", "\n");

    assertThat(timeout(main(written), "FROM_ENV=90"))
        .isEqualTo(says.equals("pass") ? says : MAIN + ":" + says);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Directory /x>\nTimeout 5",
        "</Directory>",
        "<Directory /x>\nTimeout 5\n</Directory>",
        "Bogus",
        "SSLEngine on",
        "Timeout",
        "Timeout 1 2",
        "KeepAlive maybe",
        "Include nowhere.conf",
        "Include nothing/*.conf",
        "Include apache2.conf",
        "<IfModule core.c",
        "<IfModule none.c>\n<A>\n</B>\n</IfModule>",
        "ServerRoot /nowhere",
        "Define A:b",
        "<VirtualHost *:80>\n<VirtualHost *:81>\n</VirtualHost>\n</VirtualHost>",
        "<VirtualHost *:80>\nServerTokens Prod\n</VirtualHost>",
        "Error \"stop\"",
        "HttpProtocolOptions Strict\nHttpProtocolOptions Unsafe",
      })
  void whatHttpdRefusesIsRefused(String text) {
    assertThat(timeout(main(text))).startsWith("cannot tell: httpd refuses /etc/apache2/");
  }

  @Test
  void includesComeInTheOrderOfTheirNames() {
    var files =
        main("Include conf/*.conf\n")
            .file("/etc/apache2/conf/b.conf", "Timeout 5\n")
            .file("/etc/apache2/conf/a.conf", "Timeout 100\n")
            .file("/etc/apache2/conf/c.off", "Timeout 200\n");

    assertThat(timeout(files)).isEqualTo("pass");
    assertThat(timeout(main("Include conf\n").file("/etc/apache2/conf/x/y", "Timeout 100")))
        .isEqualTo("/etc/apache2/conf/x/y:1 Timeout 100");
  }

  @Test
  void whatCannotBeReadIsNotPassedOver() {
    assertThat(timeout(main("IncludeOptional a.conf").unread("/etc/apache2/a.conf", "too large")))
        .isEqualTo("cannot tell: " + MAIN + ":1: includes /etc/apache2/a.conf: too large");
    assertThat(timeout(main("IncludeOptional a.conf").unknown("/etc/apache2/a.conf", "lost")))
        .isEqualTo("cannot tell: " + MAIN + ":1: includes /etc/apache2/a.conf: lost");
    assertThat(timeout(main("IncludeOptional a.conf"))).isEqualTo("pass");
    assertThat(timeout(new SampleImage().unread(MAIN, "too large")))
        .isEqualTo("cannot tell: " + MAIN + ": too large");
    assertThat(timeout(new SampleImage()))
        .startsWith("cannot tell: ")
        .contains("no main file is in the image, as /etc/apache2/apache2.conf");
    assertThat(timeout(inventory(main("<IfVersion 2.4>\n</IfVersion>").program("httpd", "/b"), "")))
        .isEqualTo("cannot tell: " + MAIN + ":1: the installed version of httpd is not known");
  }

  @Test
  void theEnvironmentIsThatOfApachectl() {
    var script =
        """
        if [ "${APACHE_CONFDIR##/etc/apache2-}" != "${APACHE_CONFDIR}" ] ; then
          SUFFIX="-${APACHE_CONFDIR##/etc/apache2-}"
        else
          SUFFIX=
        fi
        export A=7$SUFFIX
        : ${B:=72}
        export B
        if test -f /x; then C=1; fi
        export D=$(hostname)
        export E="a b" F='$A' # more
        """;
    var read = Envvars.read(script, Map.of("B", "99", "G", "kept"));

    assertThat(read.values())
        .containsEntry("A", "7")
        .containsEntry("B", "99")
        .containsEntry("G", "kept")
        .containsEntry("SUFFIX", "");
    assertThat(read.uncertain()).containsExactlyInAnyOrder("C", "D");
    assertThat(timeout(main("Timeout ${A}0").file("/etc/apache2/envvars", script)))
        .isEqualTo(MAIN + ":1 Timeout 70");
    assertThat(timeout(main("Timeout ${C}").file("/etc/apache2/envvars", script)))
        .isEqualTo(
            "cannot tell: "
                + MAIN
                + ":1: the value of ${C} is known only to the shell that starts"
                + " httpd");
  }

  @Test
  void hostileConfigurationsEndSoon() {
    var doubled = new StringBuilder("Define A0 xxxxxxxxxxxxxxxx\n");
    for (var i = 0; i < 40; i++) {
      doubled.append("Define A%d ${A%d}${A%d}\n".formatted(i + 1, i, i));
    }
    var macros = new StringBuilder("LoadModule macro_module m\n<Macro M0>\nTimeout 5\n</Macro>\n");
    for (var i = 0; i < 40; i++) {
      macros.append("<Macro M%d>\nUse M%d\nUse M%d\n</Macro>\n".formatted(i + 1, i, i));
    }
    var nested = "<IfModule core.c>\n".repeat(100_000);
    var sections = "<Files x>\n".repeat(100_000);

    assertThat(timeout(main(doubled.toString()))).startsWith("cannot tell: ");
    assertThat(timeout(main(macros + "Use M40\n"))).startsWith("cannot tell: ");
    assertThat(timeout(main(nested))).contains("nested more than 100 deep");
    assertThat(timeout(main(sections))).contains("nested more than 100 deep");
    assertThat(timeout(main("Timeout 5\n".repeat(20_000)))).contains("more than 10000 directives");
    assertThat(timeout(main("#\n".repeat(3_000_000)))).contains("more than 4 MiB");
    assertThat(timeout(main("<IfVersion ~ (a+)+b>\n</IfVersion>"))).startsWith("cannot tell: ");
  }

  @Test
  void layoutsOfOtherBuildsAreFound() {
    var official = "ServerRoot \"/usr/local/apache2\"\nTimeout 70\n";
    var files =
        new SampleImage()
            .file("/usr/local/apache2/conf/httpd.conf", official)
            .program("httpd", "/usr/local/apache2/bin/httpd");

    assertThat(timeout(inventory(files, "", "HTTPD_VERSION=2.4.62")))
        .isEqualTo("/usr/local/apache2/conf/httpd.conf:2 Timeout 70");
    assertThat(timeout(new SampleImage().file("/etc/httpd/conf/httpd.conf", "Timeout 70")))
        .isEqualTo("/etc/httpd/conf/httpd.conf:1 Timeout 70");
  }
}
