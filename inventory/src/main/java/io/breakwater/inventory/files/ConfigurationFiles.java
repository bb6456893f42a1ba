package io.breakwater.inventory.files;

import java.util.Set;

/// Which files are kept as configuration: those of the servers and of the system that checks look
/// at, and whatever is called like a configuration file outside of libraries and documentation.
///
/// Files are judged by their path as a layer has it. Of the directories named here every file is
/// kept, since a server may include any name: `sites-enabled/default`, `conf.d/x`.
public final class ConfigurationFiles {
  /// Directories below any `etc` of which everything is kept.
  private static final Set<String> FOLDERS =
      Set.of(
          "nginx",
          "openresty",
          "apache2",
          "httpd",
          "mysql",
          "my.cnf.d",
          "mariadb",
          "ssh",
          "pam.d",
          "security",
          "sudoers.d",
          "default",
          "crypto-policies",
          "sysctl.d",
          "auth.conf.d",
          "sources.list.d",
          "yum.repos.d",
          "dnf",
          "yum",
          "zypp",
          "apk");

  /// Files below any `etc` that have no suffix which tells.
  private static final Set<String> FILES =
      Set.of(
          "passwd",
          "shadow",
          "group",
          "gshadow",
          "login.defs",
          "sudoers",
          "securetty",
          "environment",
          "profile",
          "hosts.allow",
          "hosts.deny");

  /// Directories below `usr/share` and `usr/lib*` that hold configuration of servers.
  private static final Set<String> OF_USR =
      Set.of(
          "nginx",
          "openresty",
          "apache2",
          "httpd",
          "mysql",
          "mariadb",
          "crypto-policies",
          "ssh",
          "openssh",
          "pam.d",
          "sysctl.d");

  private static final String[] SERVERS = {
    "nginx", "apache", "httpd", "mysql", "mariadb", "openresty"
  };

  private ConfigurationFiles() {}

  /// Whether a file is kept.
  ///
  /// @param path relative to the root
  /// @param nameStart where its last name begins
  public static boolean mayBe(String path, int nameStart) {
    int place = ofDistribution(path);
    if (place > 0) {
      return belowUsr(path, place, nameStart);
    }
    return hasSuffix(path)
        ? !isElsewhere(path)
        : isBelowEtc(path, nameStart) || isOfServer(path, nameStart);
  }

  /// Whether all files of a directory are kept, whatever they are called.
  ///
  /// @param directory relative to the root, without `/` at the end
  public static boolean hasAll(String directory) {
    return mayBe(directory + "/_", directory.length() + 1);
  }

  /// Where the name begins that follows `usr/share/` and the folders of libraries; 0 for others.
  private static int ofDistribution(String path) {
    boolean usr = path.startsWith("usr/");
    int from = usr ? 4 : 0;
    if (usr ? path.startsWith("local/", from) : !path.startsWith("lib")) {
      return 0;
    }
    int slash = path.indexOf('/', from);
    if (slash < 0) {
      return 0;
    }
    return switch (path.substring(from, slash)) {
      case "lib", "lib32", "lib64", "libx32", "libexec" -> slash + 1;
      case "share", "src", "include" -> usr ? slash + 1 : 0;
      default -> 0;
    };
  }

  private static boolean belowUsr(String path, int from, int nameStart) {
    int slash = path.indexOf('/', from);
    if (slash < 0 || !OF_USR.contains(path.substring(from, slash))) {
      return false;
    }
    return path.startsWith("crypto-policies/", from)
        || path.startsWith("ssh/", from)
        || path.startsWith("pam.d/", from)
        || (hasSuffix(path) && slash < nameStart);
  }

  private static boolean hasSuffix(String path) {
    int length = path.length();
    return switch (length < 5 ? ' ' : path.charAt(length - 1)) {
      case 'f' -> path.endsWith(".conf") || path.endsWith(".cnf");
      case 'c' -> path.endsWith(".inc");
      case 'd' -> path.endsWith(".load");
      case 't' -> path.endsWith(".vhost");
      default -> false;
    };
  }

  /// Libraries of languages and caches bring many such files that no server reads.
  private static boolean isElsewhere(String path) {
    return path.contains("node_modules/")
        || path.contains("site-packages/")
        || path.contains("dist-packages/")
        || path.contains("/pkg/mod/")
        || path.contains("share/doc/")
        || path.contains("/fonts/")
        || path.startsWith("var/lib/dpkg/")
        || path.startsWith("var/lib/ucf/")
        || path.startsWith("var/cache/");
  }

  private static boolean isBelowEtc(String path, int nameStart) {
    for (int at = path.indexOf("etc/"); at >= 0; at = path.indexOf("etc/", at + 4)) {
      int from = at + 4;
      if (at != 0 && path.charAt(at - 1) != '/') {
        continue;
      }
      if (from == nameStart) {
        return FILES.contains(path.substring(from))
            || path.startsWith("sudoers", from)
            || path.startsWith("my.cnf", from);
      }
      if (isKeptFolder(path, from)
          || path.startsWith("apt/auth.conf", from)
          || path.startsWith("apt/sources.list", from)) {
        return true;
      }
      if (path.startsWith("apt/", from) && isKeptFolder(path, from + 4)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKeptFolder(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash > 0 && FOLDERS.contains(path.substring(from, slash));
  }

  /// A server that was built outside of the distribution: `usr/local/nginx/conf/…`,
  /// `opt/bitnami/apache/conf/…`.
  private static boolean isOfServer(String path, int nameStart) {
    if (!path.startsWith("usr/local/") && !path.startsWith("opt/")) {
      return false;
    }
    int conf = path.indexOf("/conf/");
    int etc = path.indexOf("/etc/");
    int folder = conf < 0 ? etc : conf;
    if (folder < 0 || folder >= nameStart) {
      return false;
    }
    for (var server : SERVERS) {
      if (path.contains(server)) {
        return true;
      }
    }
    return false;
  }
}
