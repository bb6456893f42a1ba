package io.breakwater.configuration.system;

import io.breakwater.configuration.Installed;
import io.breakwater.inventory.ImageInventory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The host keys of an SSH server in an image. The server's own check tells of them, so that the
/// checks of secrets need not.
public final class SshHostKeys {
  private static final String FOLDER = "/etc/ssh/ssh_host_";
  private static final String END = "_key";

  private SshHostKeys() {}

  /// The OpenSSH server of an image.
  public static Optional<Installed> server(ImageInventory image) {
    return Installed.of(
        image,
        List.of("openssh-server", "openssh-server-common"),
        Set.of("sshd"),
        "OPENSSH_VERSION");
  }

  /// Whether a path is one of those that ssh-keygen(1) writes with `-A`.
  public static boolean isHostKey(String path) {
    return path.startsWith(FOLDER)
        && path.endsWith(END)
        && path.length() > FOLDER.length() + END.length()
        && path.indexOf('/', FOLDER.length()) < 0;
  }
}
