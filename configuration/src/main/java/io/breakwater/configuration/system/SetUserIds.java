package io.breakwater.configuration.system;

import io.breakwater.inventory.FileOwners;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.files.SpecialFile;
import java.util.Optional;
import java.util.Set;

/// Which programs may be set-uid or set-gid.
///
/// @param owners whose a file is
/// @param listed whether file lists know of any such file; without lists the names decide
record SetUserIds(FileOwners owners, boolean listed) {
  /// Names of set-uid and set-gid programs in packages of Debian, Ubuntu, Alpine and Red Hat.
  private static final Set<String> KNOWN =
      Set.of(
          "Xorg",
          "Xorg.wrap",
          "arping",
          "at",
          "authbind-helper",
          "bbsuid",
          "bsd-write",
          "cgexec",
          "chage",
          "chfn",
          "chrome-sandbox",
          "chsh",
          "clockdiff",
          "cockpit-session",
          "crontab",
          "dbus-daemon-launch-helper",
          "dma",
          "dma-mbox-create",
          "doas",
          "dotlockfile",
          "dumpcap",
          "exim",
          "exim4",
          "expiry",
          "fusermount",
          "fusermount3",
          "gpasswd",
          "grub2-set-bootflag",
          "krb5_child",
          "ksu",
          "ldap_child",
          "locate",
          "lockfile",
          "lockspool",
          "lppasswd",
          "mail-lock",
          "mail-touchlock",
          "mail-unlock",
          "mail.local",
          "man",
          "mandb",
          "mlocate",
          "mount",
          "mount.cifs",
          "mount.ecryptfs_private",
          "mount.nfs",
          "netreport",
          "newgidmap",
          "newgrp",
          "newuidmap",
          "ntfs-3g",
          "pam_extrausers_chkpwd",
          "pam-tmpdir-helper",
          "pam_timestamp_check",
          "passwd",
          "ping",
          "ping4",
          "ping6",
          "pkexec",
          "plocate",
          "polkit-agent-helper-1",
          "postdrop",
          "postqueue",
          "pppd",
          "procmail",
          "proxy_child",
          "qmail-queue",
          "screen",
          "selinux_child",
          "sendmail",
          "sendmail.sendmail",
          "sensible-mda",
          "sg",
          "slock",
          "snap-confine",
          "ssh-agent",
          "ssh-keysign",
          "staprun",
          "su",
          "sudo",
          "sudoedit",
          "suexec",
          "traceroute6.iputils",
          "umount",
          "umount.cifs",
          "umount.nfs",
          "unix_chkpwd",
          "unix_update",
          "userhelper",
          "usernetctl",
          "utempter",
          "uuidd",
          "vlock-main",
          "vmware-user-suid-wrapper",
          "wall",
          "write");

  private static final String[] MERGED = {"/bin/", "/sbin/", "/lib/", "/lib64/"};

  /// Whether it is a shell or a program that runs or writes whatever it is told to.
  static boolean isShell(SpecialFile file) {
    return Shells.isShell(file.path());
  }

  /// Whether a package brings the file with its permissions.
  boolean isKnown(SpecialFile file) {
    var known = KNOWN.contains(name(file.path()));
    if (!listed) {
      return known && isProgramFolder(file.path());
    }
    var owner = owner(file.path());
    // Permissions that a later layer changed are not the package's.
    return owner.isPresent() && (known || owner.get().origin().layer() == file.layer());
  }

  /// The package of a file, which may name it by the path before or after `/usr` was merged.
  Optional<InstalledPackage> owner(String path) {
    var owner = owners.ownerOf(path);
    if (owner.isPresent()) {
      return owner;
    }
    for (var folder : MERGED) {
      if (path.startsWith(folder)) {
        return owners.ownerOf("/usr" + path);
      }
      if (path.startsWith("/usr" + folder)) {
        return owners.ownerOf(path.substring("/usr".length()));
      }
    }
    return Optional.empty();
  }

  private static boolean isProgramFolder(String path) {
    return (path.startsWith("/usr/") && !path.startsWith("/usr/local/"))
        || path.startsWith("/bin/")
        || path.startsWith("/sbin/")
        || path.startsWith("/lib");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
