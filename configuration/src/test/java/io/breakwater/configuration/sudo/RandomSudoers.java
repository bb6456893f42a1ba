package io.breakwater.configuration.sudo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Sudoers files made by chance, right ones and wrong ones.
final class RandomSudoers {
  private final SplittableRandom random;
  private final Map<String, String> files = new LinkedHashMap<>();
  private int aliases;

  private RandomSudoers(SplittableRandom random) {
    this.random = random;
  }

  /// The main file `sudoers` and those it includes, by their path below the folder.
  static Map<String, String> make(SplittableRandom random) {
    var made = new RandomSudoers(random);
    made.files.put("sudoers", "");
    // cvtsudoers writes aliases only where there is a setting.
    made.files.put("sudoers", "Defaults env_reset\n" + made.file(0));
    return made.files;
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  private boolean rarely(int times) {
    return random.nextInt(times) == 0;
  }

  private String file(int depth) {
    var text = new StringBuilder();
    for (var i = 2 + random.nextInt(6); i > 0; i--) {
      var line = line(depth);
      if (rarely(80)) {
        line = damaged(line);
      }
      text.append(line).append(rarely(200) ? "\r\n" : "\n");
    }
    if (rarely(4)) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private String damaged(String line) {
    if (line.isEmpty()) {
      return "=";
    }
    var at = random.nextInt(line.length());
    var piece =
        pick("", ",", "=", ":", "!", "(", "\"", "#", "\\", " ", "ALL", "%", "+", "^", "\\x41", "/");
    return line.substring(0, at) + piece + line.substring(rarely(2) ? at : at + 1);
  }

  private String line(int depth) {
    return switch (random.nextInt(12)) {
      case 0 ->
          pick(
              "",
              "# a comment",
              "   # joe ALL=ALL",
              "\t",
              rarely(8) ? "#-" : "#--",
              "#",
              "#include",
              "#includedirx y");
      case 1, 2, 3 -> defaults();
      case 4, 5 -> aliases();
      case 6 -> depth < 3 ? include(depth) : "";
      default -> specification();
    };
  }

  private String blank() {
    return pick("", "", "", " ", "\t", "  ", " \\\n  ", "\\\n");
  }

  private String join(String mark, List<String> parts) {
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(text.isEmpty() ? "" : blank() + mark + blank()).append(part);
    }
    return text.toString();
  }

  private interface Maker {
    String make();
  }

  private List<String> some(int most, Maker maker) {
    var made = new ArrayList<String>();
    for (var i = 1 + random.nextInt(most); i > 0; i--) {
      made.add((rarely(6) ? pick("!", "!!", "! ") : "") + maker.make());
    }
    return made;
  }

  private String user() {
    return pick(
        "joe",
        "root",
        "ALL",
        "ALL",
        "#0",
        "#1000",
        "%sudo",
        "%#27",
        "%:ext",
        "+net",
        "USERS",
        "\"a b\"",
        "\"%dom users\"",
        "x\\:y",
        "www-data",
        "\\x6aoe",
        "joe@dom",
        "TIMEOUTS",
        "sha256x");
  }

  private String host() {
    return pick(
        "ALL",
        "ALL",
        "ALL",
        "web",
        "10.0.0.1",
        "10.0.0.0/8",
        "10.0.0.0/255.0.0.0",
        "fe80::1",
        "2001:db8::/32",
        "::1",
        "+hosts",
        "HOSTS",
        "a.example.org",
        "*.org",
        rarely(12) ? "1::2::3" : "1::3",
        "10.0.0.1x");
  }

  private String command() {
    var digest = rarely(15) ? "sha224:0GomF8mNN3wlDt1HD9XldjJ3SNgpFdbjO1+NsQ== " : "";
    if (rarely(30)) {
      digest = "sha256:" + "0a".repeat(rarely(9) ? 31 : 32) + " , " + digest;
    }
    return digest
        + pick(
            "ALL",
            "ALL",
            "/bin/ls",
            "/usr/bin/",
            "/bin/cat /etc/*",
            "/bin/x \\*.c",
            "/bin/x a\\,b",
            "/bin/x a\\:b\\=c",
            "/bin/sh \"\"",
            "COMMANDS",
            "sudoedit /etc/motd",
            "sudoedit",
            "list",
            "^/bin/(a|b),c$",
            "/bin/x ^-[a-z]+, x$",
            "/bin/x -u a=b",
            "/usr/bin/vi",
            "/bin/a(b)",
            "/bin/a\\ b",
            "/bin/x \\\n  more",
            "/bin/x  two   blanks",
            "/bin/[a-z]?*",
            rarely(15) ? "ls" : "/bin/ls");
  }

  private String runAs() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> "";
      case 3 -> "(ALL)";
      case 4 -> "(ALL:ALL)";
      case 5 -> "(" + join(",", some(2, this::user)) + ")" + blank();
      case 6 -> pick("()", "(:)", "(:adm)", "(root:adm, !x)", "(:%adm)", "( root )");
      default -> "(root) ";
    };
  }

  private String tags() {
    var text = new StringBuilder();
    while (rarely(3)) {
      text.append(
              pick(
                  "NOPASSWD:",
                  "PASSWD:",
                  "NOEXEC:",
                  "EXEC :",
                  "SETENV: ",
                  "NOSETENV:",
                  "MAIL:",
                  "NOPASSWD\t: ",
                  "LOG_INPUT:",
                  "FOLLOW:",
                  "NOINTERCEPT:"))
          .append(pick("", " "));
    }
    return text.toString();
  }

  private String options() {
    return rarely(8)
        ? pick(
            "TIMEOUT=3m ",
            "CWD=/tmp ",
            "CWD=* ",
            "CHROOT=/x ",
            "ROLE=r TYPE=t ",
            rarely(8) ? "CWD=x " : "CWD=/x ",
            "NOTAFTER=20301231235959Z ",
            "TIMEOUT=1d2h3 ",
            rarely(8) ? "TIMEOUT=x " : "TIMEOUT=5 ",
            "CWD = ~joe ")
        : "";
  }

  private String specification() {
    var privileges = new ArrayList<String>();
    do {
      var commands = new ArrayList<String>();
      for (var i = 1 + random.nextInt(3); i > 0; i--) {
        commands.add(runAs() + options() + tags() + (rarely(6) ? "!" : "") + command());
      }
      privileges.add(
          join(",", some(2, this::host)) + blank() + "=" + blank() + join(",", commands));
    } while (rarely(6));
    return join(",", some(3, this::user))
        + pick(" ", "\t", "  \\\n ")
        + join(":", privileges)
        + (rarely(8) ? " # why" : "");
  }

  private String defaults() {
    var scope =
        switch (random.nextInt(8)) {
          case 0 -> ":" + blank() + join(",", some(2, this::user));
          case 1 -> "@" + join(",", some(2, this::host));
          case 2 -> ">" + join(",", some(2, this::user));
          case 3 ->
              "!" + join(",", some(2, () -> pick("/bin/ls", "COMMANDS", "ALL", "/usr/bin/vi")));
          default -> "";
        };
    var settings = new ArrayList<String>();
    for (var i = 1 + random.nextInt(3); i > 0; i--) {
      settings.add(
          pick(
              "env_reset",
              "!env_reset",
              "!authenticate",
              "! use_pty",
              "use_pty",
              "!!use_pty",
              "timestamp_timeout=-1",
              "timestamp_timeout = 30.5",
              "passwd_tries=3",
              "secure_path=\"/bin:/usr/bin\"",
              "secure_path=/bin:/sbin",
              "env_keep += \"A B\"",
              "env_keep+=LD_PRELOAD",
              "env_keep -= \"X\"",
              "badpass_message=\"no, \\\"x\\\"! \\\\ y\"",
              "mailsub=a\\,b",
              "passprompt=\"two \\\n   lines\"",
              rarely(15) ? "env_check=\"\"" : "env_check=A",
              "!lecture",
              "logfile=/var/log/sudo.log",
              "targetpw",
              "umask=027",
              "exempt_group=adm",
              "mailto=a=b",
              "!secure_path"));
    }
    return pick("", "", " ")
        + "Defaults"
        + scope
        + pick(" ", "\t ", " \\\n ")
        + join(",", settings)
        + pick("", "", " ", " # why", "#x");
  }

  private String aliases() {
    var kind = pick("User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias");
    var parts = new ArrayList<String>();
    do {
      var name = "A" + aliases++ + (rarely(4) ? "_X" : "");
      if (rarely(20)) {
        name = pick("USERS", "HOSTS", "COMMANDS", "ALL", "Low", "CWD", "A0");
      }
      Maker one =
          switch (kind) {
            case "Host_Alias" -> this::host;
            case "Cmnd_Alias", "Cmd_Alias" -> this::command;
            default -> this::user;
          };
      parts.add(name + blank() + "=" + blank() + join(",", some(3, one)));
    } while (rarely(4));
    return pick("", "", " \t") + kind + " " + join(":", parts);
  }

  private String include(int depth) {
    var number = files.size();
    if (rarely(2)) {
      var name = "inc" + number + pick("", ".conf", " b");
      files.put(name, "");
      files.put(name, file(depth + 1));
      var written = name.contains(" ") ? pick("\"" + name + "\"", name.replace(" ", "\\ ")) : name;
      return pick("@include ", "#include ", "@include\t") + (rarely(30) ? "none" : written);
    }
    var folder = "dir" + number;
    for (var name : List.of("20b", "10a", "x.off", "y~", "sub/x")) {
      if (rarely(2)) {
        files.put(folder + "/" + name, "");
        files.put(folder + "/" + name, name.length() == 3 ? file(depth + 1) : "= wrong\n");
      }
    }
    return pick("@includedir ", "#includedir ", " @includedir ") + folder + pick("", " ", "  # x");
  }
}
