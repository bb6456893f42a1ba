package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Makes configurations at random in which the main server, virtual hosts and directories say
/// different things of the same: repeated, in any order, in conditions and included files.
final class InheritedHosts {
  /// Folders below the document root, which is the first.
  static final List<String> FOLDERS = List.of("/", "/a/", "/a/b/", "/c/b/");

  private static final List<String> MODULES =
      List.of("mpm_event", "authz_core", "authz_host", "access_compat", "autoindex", "headers");

  private final SplittableRandom random;
  private final String folder;
  private final Map<String, String> files = new TreeMap<>();
  private int counter;

  InheritedHosts(long seed, String folder, int port) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    var text = new StringBuilder();
    for (var module : MODULES) {
      text.append(
          "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module));
    }
    text.append("PidFile pid\nErrorLog error.log\nDefaultRuntimeDir .\nUser #65534\nGroup #65534\n")
        .append("ServerName main.test\nStartServers 1\nThreadsPerChild 4\nThreadLimit 4\n")
        .append("MaxRequestWorkers 4\nMinSpareThreads 1\nMaxSpareThreads 4\nDefine ON On\n")
        .append("Listen 127.0.0.1:" + port + "\nDocumentRoot " + folder + "/root\n")
        .append("<Directory " + folder + "/root/open>\nRequire all granted\n")
        .append("Order allow,deny\nAllow from all\n</Directory>\n");
    level(text, true);
    for (var i = 0; i < 2; i++) {
      text.append("<VirtualHost *:" + port + ">\nServerName h" + i + ".test\n");
      level(text, false);
      text.append("</VirtualHost>\n");
      if (random.nextInt(3) == 0) {
        level(text, true);
      }
    }
    if (random.nextInt(12) == 0) {
      text.append(
          pick("KeepAlive maybe\n", "Options +Indexes None\n", "</IfModule>\n", "Odd on\n"));
    }
    files.put("main.conf", text.toString());
  }

  /// By their names in the folder; `main.conf` is the main one.
  Map<String, String> files() {
    return files;
  }

  private void level(StringBuilder text, boolean main) {
    for (var i = random.nextInt(6); i > 0; i--) {
      wrapped(text, server(main));
    }
    for (var i = random.nextInt(3); i > 0; i--) {
      wrapped(text, directory());
    }
  }

  private String server(boolean main) {
    return switch (random.nextInt(main ? 9 : 8)) {
      case 0 -> "TraceEnable " + pick("on", "Off", "extended");
      case 1 -> "ServerSignature " + pick("On", "off", "EMail");
      case 2 -> "KeepAlive " + pick("${ON}", "off", "\"on\"");
      case 3 -> "KeepAliveTimeout " + pick("3", "7s", "'9'");
      case 4 -> "MaxKeepAliveRequests " + pick("10", "200", "0");
      case 5 -> "LimitRequestBody " + pick("0", "10", "5000");
      case 6 ->
          "Header "
              + pick("", "always ", "onsuccess ")
              + pick("set X-A v", "add x-a w", "unset X-A");
      case 7 -> "Options " + options();
      default -> "ServerTokens " + pick("Prod", "Major", "minor", "Min", "OS", "Full");
    };
  }

  private String directory() {
    var path = pick("", "/a", "/a/b", "/c", "/*/b", "/a/");
    var lines = new ArrayList<String>();
    for (var i = random.nextInt(3); i >= 0; i--) {
      lines.add(
          switch (random.nextInt(4)) {
            case 0 -> "Require " + pick("all granted", "all denied", "ip 10.1.2.3");
            case 3 -> pick("AuthMerging And", "authmerging or", "AuthMerging Off", "#");
            case 1 ->
                pick(
                    "Order deny,allow\nDeny from all",
                    "Order allow,deny\nAllow from all",
                    "Satisfy any",
                    "#");
            default -> "Options " + options();
          });
    }
    return "<Directory "
        + spelled(folder + "/root" + path)
        + ">\n"
        + String.join("\n", lines)
        + "\n</Directory>";
  }

  private String options() {
    return pick("Indexes", "None", "All", "+Indexes", "-Indexes", "FollowSymLinks", "+MultiViews");
  }

  /// Conditions and includes change nothing, or take all away.
  private void wrapped(StringBuilder text, String lines) {
    switch (random.nextInt(12)) {
      case 0 ->
          text.append(
              "<IfModule " + pick("", "!") + "mod_headers.c>\n" + lines + "\n</ifmodule>\n");
      case 1 -> text.append("<IfDefine " + pick("", "!") + "ON>\n" + lines + "\n</IfDefine>\n");
      case 2 -> {
        var name = "i" + counter++;
        files.put(name + "/a.conf", lines + "\n");
        files.put(name + "/b.off", "Nonsense\n");
        text.append("IncludeOptional ").append(spelled(name + "/*.conf")).append('\n');
      }
      case 3 -> text.append(lines.replaceFirst(" ", " \\\\\n  ")).append('\n');
      default -> text.append(lines).append('\n');
    }
  }

  private String spelled(String word) {
    return pick(word, '"' + word + '"', "'" + word + "'");
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
