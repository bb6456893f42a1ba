package io.breakwater.configuration.system;

import java.util.Set;

/// Shells, interpreters and tools that run or write whatever they are told to.
public final class Shells {
  /// Who may run one as somebody else is that user.
  private static final Set<String> NAMES =
      Set.of(
          "ash", "awk", "base64", "bash", "busybox", "cat", "chmod", "chown", "cp", "csh", "curl",
          "dash", "dd", "docker", "ed", "emacs", "env", "find", "fish", "gawk", "gdb", "head",
          "ksh", "less", "ln", "lua", "make", "mawk", "more", "mv", "nano", "nc", "nice", "node",
          "nsenter", "openssl", "perl", "php", "python", "rsync", "ruby", "sed", "sh", "socat",
          "strace", "tail", "tar", "tcsh", "tee", "time", "timeout", "toybox", "unshare", "unzip",
          "vi", "view", "vim", "watch", "wget", "xargs", "zip", "zsh");

  private Shells() {}

  /// Whether a program is one, by its name without the version behind it.
  public static boolean isShell(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    var end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '.' || isDigit(name.charAt(end - 1)))) {
      end--;
    }
    return NAMES.contains(name) || NAMES.contains(name.substring(0, end));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
