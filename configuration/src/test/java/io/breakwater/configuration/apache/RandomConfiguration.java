package io.breakwater.configuration.apache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// A configuration made at random: includes with patterns, conditions, variables, macros, sections
/// in each other, quotes, continued lines, and now and then a fault.
final class RandomConfiguration {
  private static final String MACROS =
      """
      <Macro M0>
      Define M 1
      </Macro>
      <Macro M1 $a $ab>
      Define A$a "$ab"
      # $a
      </Macro>
      <macro m2 @q>
      Define Q @q
      <IfDefine Q>
      Use M0
      </IfDefine>
      </Macro>
      """;

  private final SplittableRandom random;
  private final List<String> modules;
  private final StringBuilder text = new StringBuilder();
  private boolean inside;
  private boolean host;

  RandomConfiguration(long seed, List<String> modules) {
    this.random = new SplittableRandom(seed);
    this.modules = modules;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("conf.d/sub"));
    Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("sites/a"));
    Files.createDirectories(folder.resolve("sites/b"));
    for (var name :
        List.of(
            "conf.d/10-a.conf",
            "conf.d/B.conf",
            "conf.d/.hidden.conf",
            "conf.d/x.off",
            "conf.d/sub/deep.conf",
            "sites/a/site.conf",
            "sites/b/site.conf",
            "sites/[c].conf")) {
      Files.writeString(folder.resolve(name), part(3, false));
    }
    if (random.nextInt(12) == 0) {
      Files.createSymbolicLink(folder.resolve("conf.d/z.conf"), Path.of("nowhere"));
    }
    if (random.nextInt(4) == 0) {
      Files.createSymbolicLink(folder.resolve("conf.d/l.conf"), Path.of("../sites/a/site.conf"));
    }
    var head = new StringBuilder();
    for (var module : modules) {
      head.append("LoadModule ")
          .append(module)
          .append("_module /usr/lib/apache2/modules/mod_")
          .append(module)
          .append(".so\n");
    }
    head.append("PidFile ")
        .append(folder)
        .append("/pid\nErrorLog ")
        .append(folder)
        .append("/error.log\nServerName localhost\n");
    Files.writeString(folder.resolve("main.conf"), head + MACROS + part(12, true) + hosts());
  }

  /// Virtual hosts that share addresses, and have names.
  private String hosts() {
    var hosts = new StringBuilder();
    for (var i = random.nextInt(4); i > 0; i--) {
      hosts.append("<VirtualHost ").append(pick("*:80", "*:83 *:80", "_default_:83")).append(">\n");
      hosts.append(pick("", "ServerName a.test\n", "ServerName b.test\nServerName c.test\n"));
      hosts.append(pick("", "ServerAlias d.test *.e.test\n", "ServerAlias f\nServerAlias ?g\n"));
      hosts.append("</VirtualHost>\n");
    }
    return hosts.toString();
  }

  private String part(int most, boolean includes) {
    text.setLength(0);
    for (var i = random.nextInt(most) + 1; i > 0; i--) {
      item(includes, 0);
    }
    return text.toString();
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  private void item(boolean includes, int depth) {
    switch (random.nextInt(16)) {
      case 0 -> comment();
      case 1 -> define();
      case 2, 3 -> condition(includes, depth);
      case 4, 5, 6 -> section(includes, depth);
      case 7 -> {
        if (includes) {
          include();
        }
      }
      case 8 -> macro();
      case 9 -> {
        if (random.nextInt(6) == 0) {
          fault();
        }
      }
      default -> directive();
    }
  }

  private void line(String line) {
    var spaces = pick("", "", "  ", "\t");
    var written = line;
    // Sometimes continued at a space, or within a word.
    if (random.nextInt(8) == 0 && line.length() > 4) {
      var at = 1 + random.nextInt(line.length() - 2);
      written = line.substring(0, at) + pick("\\\n", "\\\r\n", "\\\n\\\n") + line.substring(at);
    }
    text.append(spaces)
        .append(written)
        .append(pick("", "", " ", "\t "))
        .append(pick("\n", "\n", "\n", "\r\n", "\n\n"));
  }

  private void comment() {
    text.append(
        pick(
            "# text\n",
            "#Timeout 5\n",
            "  # <Directory /x>\n",
            "# continued \\\nTimeout x\n",
            "\n",
            " \t\n"));
  }

  private String value() {
    return switch (random.nextInt(9)) {
      case 0 -> "\"" + pick("a b", "", "x\\\"y", "a\\\\b", "it's") + "\"";
      case 1 -> "'" + pick("a b", "x\"y", "it\\'s") + "'";
      case 2 -> "${V" + random.nextInt(4) + "}";
      case 3 -> "${" + pick("v1", "FROM_OUTSIDE", "from_outside", "NOWHERE") + "}";
      case 4 -> pick("a\\b", "$x", "${", "a\"b", "x${V1}y", "é");
      default -> pick("one", "two@example.org", "3", "/srv/www");
    };
  }

  private void define() {
    var name = "V" + random.nextInt(4);
    switch (random.nextInt(6)) {
      case 0 -> line("UnDefine " + name);
      case 1 -> line("Define " + name);
      case 2 ->
          line(
              pick("define ", "DEFINE\t")
                  + name
                  + " \""
                  + pick("5", "5", "z", "p q", "\\\"z\\\"")
                  + "\"");
      default -> line("Define " + name + " " + pick("5", "value", "${V1}", "'single quoted'"));
    }
  }

  private void directive() {
    if (inside) {
      line(
          switch (random.nextInt(8)) {
            case 0 -> "Options " + options();
            case 1 -> "AllowOverride " + pick("None", "All", "FileInfo Indexes", "Options=Indexes");
            case 2 -> "Require " + pick("all denied", "all granted", "ip 10.0.0.1", "local");
            case 3 -> "ServerSignature " + pick("On", "off", "EMail");
            case 4 -> "FileETag " + pick("None", "INode Size", "+INode", "All -Size");
            case 5 -> "SetHandler " + value();
            case 6 -> "LimitRequestBody " + random.nextInt(9999);
            default -> "Header " + pick("always ", "") + "set X-Name " + value();
          });
      return;
    }
    line(
        switch (random.nextInt(13)) {
          case 0 -> "Timeout " + random.nextInt(300);
          case 1 -> pick("KeepAlive", "keepalive", "KEEPALIVE") + pick(" On", " off", "\ton extra");
          case 2 -> "KeepAliveTimeout " + pick("5", "100ms", "7s");
          case 3 -> "TraceEnable " + pick("on", "Off", "extended");
          case 4 -> "ServerSignature " + pick("On", "off", "EMail");
          case 5 -> "Options " + options();
          case 6 -> "LogLevel " + pick("warn", "info core:debug", "Crit", "trace8");
          case 7 -> "Header always set X-Name " + value();
          case 8 -> "LimitRequestFields " + random.nextInt(200);
          case 9 -> "HttpProtocolOptions " + pick("Unsafe", "Strict", "Allow0.9 LenientMethods");
          case 10 -> host ? "ServerAlias " + value() + " " + value() : ofMain();
          case 11 -> "\"Timeout\" " + random.nextInt(300);
          default -> "ServerAdmin " + value();
        });
  }

  private String ofMain() {
    return pick(
        "ServerTokens Prod",
        "DocumentRoot conf.d/../empty",
        "ErrorLog \"other.log\"",
        "User #65534",
        "Group #65533");
  }

  private String options() {
    return pick(
        "None",
        "All",
        "Indexes FollowSymLinks",
        "+Indexes -Includes",
        "-Indexes",
        "",
        "indexes MULTIVIEWS",
        "+ExecCGI +RunScripts");
  }

  private void block(String open, String close, boolean includes, int depth) {
    line(open);
    for (var i = random.nextInt(4); i > 0; i--) {
      item(includes, depth + 1);
    }
    line(close);
  }

  private void condition(boolean includes, int depth) {
    if (depth > 3) {
      return;
    }
    var not = pick("", "", "!");
    switch (random.nextInt(6)) {
      case 0, 1 ->
          block(
              "<IfModule "
                  + not
                  + pick(
                      "mod_info.c",
                      "info_module",
                      "mod_ssl.c",
                      "\"core.c\"",
                      "event.c",
                      "mod_info.c ",
                      "mod_macro.c>x")
                  + ">",
              pick("</IfModule>", "</ifmodule>"),
              includes,
              depth);
      case 2 ->
          block("<IfDefine " + not + "V" + random.nextInt(4) + ">", "</IfDefine>", includes, depth);
      case 3 ->
          block(
              "<IfVersion "
                  + pick(">= 2.4", "< 2.4", "2.4.1", "!= 2.4.7", ">= \"2.4\"", "~ ^2.4")
                  + ">",
              "</IfVersion>",
              includes,
              depth);
      case 4 ->
          block(
              "<IfFile " + not + pick("conf.d", "nowhere", "\"main.conf\"") + ">",
              "</IfFile>",
              includes,
              depth);
      default ->
          block(
              pick("<IfDirective ", "<ifdirective ")
                  + not
                  + pick("Timeout", "SSLEngine", "HEADER")
                  + ">",
              "</IfDirective>",
              includes,
              depth);
    }
  }

  private void section(boolean includes, int depth) {
    if (depth > 3) {
      return;
    }
    var outer = inside;
    if (!outer && !host && random.nextInt(3) == 0) {
      host = true;
      block(
          "<VirtualHost " + pick("*:80", "127.0.0.1:81 *:82", "_default_:443") + ">",
          pick("</VirtualHost>", "</virtualhost>"),
          includes,
          depth);
      host = false;
      return;
    }
    inside = true;
    if (outer) {
      switch (random.nextInt(4)) {
        case 0 ->
            block("<Files " + pick("x", "\"a b\"", "~ \"\\.x$\"") + ">", "</Files>", false, depth);
        case 1 -> block("<Limit GET POST>", "</Limit>", false, depth);
        case 2 -> {
          var container = pick("RequireAny", "requireall");
          line("<" + container + ">");
          line("Require all " + pick("granted", "denied"));
          line(pick("Require local", "<RequireAny>\nRequire ip 10.1\n</RequireAny>", "#"));
          line("</" + container + ">");
        }
        default -> block("<If \"true\">", "</If>", false, depth);
      }
    } else {
      switch (random.nextInt(4)) {
        case 0 ->
            block(
                "<Directory " + pick("/", "/srv", "\"/a b\"", "/x/*/y", "~ ^/z") + ">",
                "</Directory>",
                includes,
                depth);
        case 1 ->
            block("<Location " + pick("/", "/s", "\"/a b\"") + ">", "</Location>", includes, depth);
        case 2 ->
            block(
                "<FilesMatch " + pick("\"^\\.ht\"", "x$") + ">", "</FilesMatch>", includes, depth);
        default ->
            block(
                "<DirectoryMatch " + pick("^/a", "\"x y\"") + ">",
                "</DirectoryMatch>",
                includes,
                depth);
      }
    }
    inside = outer;
  }

  private void include() {
    var there = pick("conf.d/*.conf", "conf.d", "sites/*/site.conf", "conf.d/1?-*", "sites");
    line(
        random.nextInt(3) > 0
            ? "Include " + there
            : pick("Include ", "IncludeOptional ", "IncludeOptional ", "includeoptional ")
                + pick(
                    "conf.d/*.conf",
                    "conf.d/*.conf",
                    "conf.d/1?-*",
                    "conf.d",
                    "sites/*/site.conf",
                    "sites/[ab]/*",
                    "\"sites/a/site.conf\"",
                    "conf.d/../sites/b/site.conf",
                    "empty/*.conf",
                    "empty",
                    "nowhere.conf",
                    "nowhere/*.conf",
                    "conf.d/[!1]*.conf",
                    "conf.d/.h*",
                    "sites",
                    "conf.d//sub/",
                    "sites/\\[c].conf",
                    "sites/[[]c].conf"));
  }

  private void macro() {
    switch (random.nextInt(8)) {
      case 0 -> line("Use M" + random.nextInt(5) + pick("", " one", " one two"));
      case 1 -> line("UndefMacro M" + random.nextInt(3) + "\n" + MACROS);
      case 2 -> line(pick("Use ", "use ") + pick("M0", "m0"));
      case 3, 4 -> line("Use M1 " + value() + " " + pick("\"a b\"", "'c d'", "x"));
      default -> line("Use m2 " + pick("one", "\"a b\"", "a\\\"b", "$a"));
    }
  }

  private void fault() {
    line(
        pick(
            "Bogus on",
            "</Directory>",
            "<Directory /x>",
            "Timeout",
            "Timeout 1 2",
            "KeepAlive maybe",
            "Options +Indexes None",
            "<IfModule core.c",
            "</IfModule >",
            "<Directory /x /y>",
            "AllowOverride Foo",
            "Require all granted",
            "Define A:b",
            "Error \"no\"",
            "ServerRoot /nowhere",
            "<Else>\n</Else>",
            "Use NoMacro",
            "<VirtualHost>\n</VirtualHost>",
            "<IfVersion foo 2.4>\n</IfVersion>",
            "LimitRequestBody -1",
            "SSLEngine on",
            "<IfModule none.c>\n<Foo>\n</Bar>\n</IfModule>",
            "ServerTokens Prod Full"));
  }
}
