package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Configurations of a server by chance: a main file and what it includes, some of them broken.
final class SshdFiles {
  private static final String[] FLAGS = {
    "PasswordAuthentication",
    "PermitEmptyPasswords",
    "X11Forwarding",
    "HostbasedAuthentication",
    "KbdInteractiveAuthentication",
    "ChallengeResponseAuthentication",
    "X11UseLocalhost",
    "PermitTTY",
    "PermitUserRC",
    "AllowAgentForwarding",
    "DisableForwarding",
    "ExposeAuthInfo",
    "PubkeyAuthentication"
  };
  private static final String[] GLOBAL_FLAGS = {
    "StrictModes", "UsePAM", "PrintMotd", "TCPKeepAlive", "UseDNS", "KeepAlive"
  };
  private static final String[] CIPHERS = {
    "aes128-ctr",
    "aes256-cbc",
    "3des-cbc",
    "chacha20-poly1305@openssh.com",
    "aes256-gcm@openssh.com"
  };
  private static final String[] MACS = {
    "hmac-md5", "hmac-sha2-512", "umac-64@openssh.com", "hmac-sha1-96-etm@openssh.com"
  };
  private static final String[] EXCHANGES = {
    "diffie-hellman-group1-sha1",
    "curve25519-sha256",
    "ecdh-sha2-nistp384",
    "diffie-hellman-group-exchange-sha1"
  };
  private static final String[] TIMES = {"0", "5", "30s", "2m", "1h30m", "1M5", "10S", "2d"};
  private static final String[] BROKEN = {
    "NoSuchSetting yes",
    "PermitRootLogin maybe",
    "MaxAuthTries many",
    "LoginGraceTime 5y",
    "Port 0",
    "Port 70000",
    "PermitRootLogin",
    "PasswordAuthentication yes no",
    "Banner \"open",
    "Match Weather rain",
    "Match User",
    "Match all User root",
    "Match Address 10.1.2.3/8",
    "Match LocalPort x",
    "Include",
    "Ciphers none",
    "Ciphers +",
    "MACs hmac-none",
    "Subsystem one",
    "KexAlgorithms none",
    "AcceptEnv A=B",
    "AllowUsers a@10.0.0.1/8",
    "MaxStartups 5:10",
    "MaxStartups 20:30:10",
    "AuthorizedKeysCommand none/x",
    "PermitTunnel Yes",
    "SetEnv NAME",
    "AuthenticationMethods magic",
    "PermitOpen host",
    "RekeyLimit 5",
    "StreamLocalBindMask 9",
    "LogLevel LOUD",
    "SyslogFacility MAIL",
    "ClientAliveInterval -1",
    "PubkeyAuthOptions any",
    "IPQoS af99",
    "ChannelTimeout session",
    "Match User a\nPort 23",
    "Match Host b\nUsePAM no",
    "RequiredRSASize 1x",
    "'PermitRootLogin' no",
    "PermitRootLogin 'no"
  };

  private final SplittableRandom random;
  private final String folder;
  private final Map<String, String> files = new LinkedHashMap<>();
  private boolean subsystem;

  private SshdFiles(SplittableRandom random, String folder) {
    this.random = random;
    this.folder = folder;
  }

  /// Texts by path, the main file first.
  static Map<String, String> make(SplittableRandom random, String folder) {
    var made = new SshdFiles(random, folder);
    made.files.put(folder + "/sshd_config", "");
    var main = made.text(0, false);
    if (random.nextInt(5) == 0) {
      var lines = new ArrayList<>(List.of(main.split("\n", -1)));
      lines.add(random.nextInt(lines.size() + 1), BROKEN[random.nextInt(BROKEN.length)]);
      main = String.join("\n", lines);
    }
    made.files.put(folder + "/sshd_config", main);
    return made.files;
  }

  private String text(int depth, boolean inside) {
    var text = new StringBuilder();
    var inBlock = inside;
    for (var i = random.nextInt(4, 16); i > 0; i--) {
      switch (random.nextInt(14)) {
        case 0 -> text.append(random.nextBoolean() ? "# Match all\n" : "\n");
        case 1 -> {
          text.append(spaced("Match", criteria()));
          inBlock = true;
        }
        case 2 -> text.append(depth < 2 ? include(depth, inBlock) : "\n");
        case 3, 4, 5 -> text.append(inBlock ? anywhere() : global());
        default -> text.append(anywhere());
      }
    }
    return text.toString();
  }

  private String include(int depth, boolean inBlock) {
    var name = "d" + files.size();
    var count = random.nextInt(3);
    for (var i = 0; i < count; i++) {
      var path =
          folder + "/" + name + "/" + "cBa".charAt(i) + (random.nextInt(6) == 0 ? "" : ".conf");
      files.put(path, "");
      files.put(path, text(depth + 1, inBlock));
    }
    var pattern =
        switch (random.nextInt(4)) {
          case 0 -> "/*.conf";
          case 1 -> "/[a-c].conf";
          case 2 -> "/?.conf " + folder + "/missing.conf";
          default -> "/c.conf";
        };
    return spaced("Include", folder + "/" + name + pattern);
  }

  private String criteria() {
    var criteria = new ArrayList<String>();
    for (var i = random.nextInt(1, 4); i > 0; i--) {
      criteria.add(
          switch (random.nextInt(8)) {
            case 0 -> "User " + pick("root", "nobody,root", "!root,*", "r?ot", "\"root\"", "alice");
            case 1 -> "Group " + pick("root", "nogroup,ro*", "!root,*", "wheel", "*");
            case 2 -> "host=" + pick("*.example.org", "A.example.ORG", "!b.*,*", "c");
            case 3 ->
                "Address " + pick("10.0.0.0/8", "!10.1.0.0/16,10.*", "2001:db8::/32", "192.0.2.7");
            case 4 -> "LocalAddress " + pick("127.0.0.1", "::1,127.0.0.0/8", "10.9.9.9");
            case 5 -> "LocalPort " + pick("22", "2222");
            case 6 -> "RDomain " + pick("red", "*");
            default -> "user " + pick("*", "nobody");
          });
    }
    return random.nextInt(10) == 0
        ? "all"
        : String.join(random.nextBoolean() ? " " : "\t", criteria) + pick("", "", " # on");
  }

  private String global() {
    return switch (random.nextInt(9)) {
      case 0 -> spaced(pick(GLOBAL_FLAGS), pick("yes", "no", "YES"));
      case 1 -> spaced("LoginGraceTime", pick(TIMES));
      case 2 -> spaced("Ciphers", list(CIPHERS, "aes*"));
      case 3 -> spaced("MACs", list(MACS, "*sha1*"));
      case 4 -> spaced("KexAlgorithms", list(EXCHANGES, "ecdh*,*sha512"));
      case 5 -> spaced("PermitUserEnvironment", pick("yes", "no", "LANG,LC_*"));
      case 6 -> spaced("Port", pick("22", "2222", "443"));
      case 7 -> spaced("MaxStartups", pick("10", "10:30:60", "3:50:10"));
      default -> subsystem ? spaced("Protocol", "2,1") : subsystem();
    };
  }

  private String subsystem() {
    subsystem = true;
    return spaced("Subsystem", "sftp /usr/lib/sftp-server -l INFO");
  }

  private String anywhere() {
    return switch (random.nextInt(20)) {
      case 0 ->
          spaced("PermitRootLogin", pick("yes", "no", "prohibit-password", "Without-Password"));
      case 1 -> spaced("MaxAuthTries", pick("1", "6", "10"));
      case 2 -> spaced("ClientAliveInterval", pick(TIMES));
      case 3 -> spaced("ClientAliveCountMax", pick("0", "3"));
      case 4 -> spaced("IgnoreRhosts", pick("yes", "no", "shosts-only"));
      case 5 -> spaced("LogLevel", pick("INFO", "quiet", "VERBOSE", "DEBUG", "DEBUG1", "debug3"));
      case 6 -> spaced("AllowUsers", pick("root", "a b", "c@10.0.0.0/8 \"d e\"", "# none"));
      case 7 -> spaced("DenyGroups", pick("g", "h i", "'j k'"));
      case 8 -> spaced("AcceptEnv", pick("LANG LC_*", "A", "\"B\" C"));
      case 9 -> spaced("Banner", pick("/etc/issue", "none", "\"/etc/a b\"", "/etc/a\\ b"));
      case 10 -> spaced("ForceCommand", pick("/bin/true", "echo \"a  b\" # c", "none"));
      case 11 -> spaced("AuthorizedKeysFile", pick(".ssh/k", "none", "/etc/k/%u .ssh/k2"));
      case 12 -> spaced("AllowTcpForwarding", pick("yes", "no", "all", "local", "Remote"));
      case 13 -> spaced("AuthenticationMethods", pick("publickey", "publickey,password password"));
      case 14 -> spaced("SetEnv", pick("A=1", "B=2 C=\"3 4\""));
      case 15 -> spaced("RSAAuthentication", "whatever it is");
      case 16 -> spaced("MaxSessions", pick("5", "0"));
      case 17 -> spaced("ChrootDirectory", pick("/srv", "none", "%h"));
      default -> spaced(pick(FLAGS), pick("yes", "no", "No"));
    };
  }

  private String list(String[] names, String pattern) {
    return switch (random.nextInt(4)) {
      case 0 -> "-" + pattern;
      case 1 -> "+" + pick(names);
      case 2 -> "^" + pick(names) + "," + pick(names);
      default -> pick(names) + "," + pick(names);
    };
  }

  private String spaced(String keyword, String value) {
    var name =
        switch (random.nextInt(5)) {
          case 0 -> keyword.toLowerCase(Locale.ROOT);
          case 1 -> keyword.toUpperCase(Locale.ROOT);
          case 2 -> random.nextInt(4) == 0 ? "\"" + keyword + "\"" : keyword;
          default -> keyword;
        };
    var simple = !keyword.equals("Match") && !keyword.equals("ForceCommand");
    var text = simple && random.nextInt(8) == 0 && isWord(value) ? quoted(value) : value;
    var end = simple && random.nextInt(8) == 0 ? pick(" # note", "\t#x", "   ", "\f", "\r") : "";
    return pick("", "", "  ", "\t") + name + pick(" ", "  ", "\t", "=", " = ") + text + end + "\n";
  }

  private static boolean isWord(String value) {
    return value.indexOf(' ') < 0 && value.indexOf('"') < 0 && value.indexOf('\\') < 0;
  }

  private String quoted(String value) {
    var quote = pick("'", "\"");
    return value.indexOf('\'') >= 0 ? value : quote + value + quote;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
