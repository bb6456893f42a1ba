package io.breakwater.configuration.system;

import static io.breakwater.configuration.Weight.HIGH;
import static io.breakwater.configuration.Weight.MEDIUM;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Rule;
import io.breakwater.configuration.Subject;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.Lookup;
import io.breakwater.inventory.files.SpecialFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Checks of permissions: the files of the accounts, set-uid programs, what everybody may write.
public final class FilesSubject implements Subject {
  private static final int SET_ID = 06000;
  private static final int SHADOW_GROUP = 42;

  /// Where everybody may write by the file system hierarchy, or nothing is delivered.
  private static final List<String> SCRATCH =
      List.of("/tmp/", "/var/tmp/", "/dev/", "/proc/", "/sys/", "/run/", "/var/run/", "/var/lock/");

  /// What programs, and root, run and read.
  private static final List<String> SYSTEM =
      List.of("/etc/", "/bin/", "/sbin/", "/lib", "/usr/", "/root/", "/boot/");

  private static final List<Rule<ImageInventory>> RULES =
      List.of(
          rule(
              "permissions.passwd",
              HIGH,
              "Only root can change /etc/passwd, which says who is root.",
              "CIS Debian Linux 12 Benchmark, 7.1.1 Ensure permissions on /etc/passwd are"
                  + " configured",
              "-rw-r--r-- root root /etc/passwd",
              image -> permissions(image, Accounts.PASSWD, 0022, "0644")),
          rule(
              "permissions.group",
              HIGH,
              "Only root can change /etc/group, which says who may do more than others.",
              "CIS Debian Linux 12 Benchmark, 7.1.3 Ensure permissions on /etc/group are"
                  + " configured",
              "-rw-r--r-- root root /etc/group",
              image -> permissions(image, Accounts.GROUP, 0022, "0644")),
          rule(
              "permissions.shadow",
              HIGH,
              "Nobody but root and the group shadow can read /etc/shadow, which holds the password"
                  + " hashes.",
              "CIS Debian Linux 12 Benchmark, 7.1.5 Ensure permissions on /etc/shadow are"
                  + " configured",
              "-rw-r----- root shadow /etc/shadow",
              image -> permissions(image, Accounts.SHADOW, 0037, "0640")),
          rule(
              "permissions.gshadow",
              MEDIUM,
              "Nobody but root and the group shadow can read /etc/gshadow.",
              "CIS Debian Linux 12 Benchmark, 7.1.7 Ensure permissions on /etc/gshadow are"
                  + " configured",
              "-rw-r----- root shadow /etc/gshadow",
              image -> permissions(image, "/etc/gshadow", 0037, "0640")),
          rule(
              "files.set_uid_shell",
              HIGH,
              "No shell, interpreter or tool that reads and writes files is set-uid or set-gid:"
                  + " whoever may run it has its owner's rights.",
              "https://gtfobins.github.io/#+suid",
              "-rwxr-xr-x root root /bin/bash",
              image -> special(image, FilesSubject::setIdShell, FilesSubject::setIdAction)),
          rule(
              "files.set_uid",
              MEDIUM,
              "Only programs of the distribution's packages are set-uid or set-gid.",
              "CIS Debian Linux 12 Benchmark, 7.1.13 Ensure SUID and SGID files are reviewed",
              "chmod a-s",
              FilesSubject::setIds),
          rule(
              "files.world_writable_system",
              HIGH,
              "Not everybody can change programs, libraries and their configuration: who can, runs"
                  + " as whoever uses them.",
              "CIS Debian Linux 12 Benchmark, 7.1.11 Ensure world writable files and directories"
                  + " are secured",
              "chmod o-w",
              image ->
                  special(
                      image,
                      file -> isWritable(file) && isSystem(file.path()),
                      FilesSubject::writableAction)),
          rule(
              "files.world_writable",
              MEDIUM,
              "Not everybody can change the files of an application; directories that everybody"
                  + " writes to are sticky.",
              "CIS Debian Linux 12 Benchmark, 7.1.11 Ensure world writable files and directories"
                  + " are secured",
              "chmod o-w, or chmod +t for a directory",
              image ->
                  special(
                      image,
                      file -> isWritable(file) && !isSystem(file.path()),
                      FilesSubject::writableAction)));

  private static Rule<ImageInventory> rule(
      String id,
      Weight weight,
      String practice,
      String reference,
      String good,
      Function<ImageInventory, Outcome> judge) {
    return new Rule<>(Check.ofSystem(id, weight, practice, reference, good), judge);
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Check> checks() {
    return Rule.checks(RULES);
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    return RULES.stream().map(rule -> rule.of(image)).toList();
  }

  private static Outcome permissions(ImageInventory image, String path, int never, String good) {
    return switch (image.files().find(path)) {
      case Lookup.Found(var file) -> permissions(image, file, never, good);
      case Lookup.Missing() -> new Outcome.NotApplicable("The image has no " + path + ".");
      case Lookup.Directory(var directory) ->
          new Outcome.NotApplicable(directory + " is a directory.");
      case Lookup.Unread(var why) -> new Outcome.CannotTell(path + " could not be read: " + why);
      case Lookup.Unknown(var why) -> new Outcome.CannotTell(path + " could not be read: " + why);
    };
  }

  private static Outcome permissions(ImageInventory image, ImageFile file, int never, String good) {
    var failures = new ArrayList<Failure>();
    if ((file.mode() & never) != 0) {
      var action =
          "The mode is 0"
              + Integer.toOctalString(file.mode())
              + ": run \"chmod "
              + good
              + " "
              + file.path()
              + "\".";
      failures.add(new Failure(file.path(), 0, file.layer(), action));
    }
    // A root file system on disk belongs to whoever unpacked it.
    if (image.config().isPresent() && !isRoots(image, file)) {
      var action =
          "The file belongs to user "
              + file.uid()
              + " and group "
              + file.gid()
              + ": run \"chown"
              + " root:root "
              + file.path()
              + "\".";
      failures.add(new Failure(file.path(), 0, file.layer(), action));
    }
    return Rule.outcome(failures);
  }

  private static boolean isRoots(ImageInventory image, ImageFile file) {
    if (file.uid() != 0) {
      return false;
    }
    return file.gid() == 0
        || file.gid() == SHADOW_GROUP
        || (file.mode() & 0070) == 0
        // Everybody reads it anyway, and the mode says who may write.
        || (file.mode() & 0004) != 0
        || Accounts.of(image.files()).groups().stream()
            .anyMatch(group -> group.name().equals("shadow") && group.gid() == file.gid());
  }

  private static Outcome special(
      ImageInventory image, Predicate<SpecialFile> fails, Function<SpecialFile, String> action) {
    var failures = new ArrayList<Failure>();
    for (var file : image.files().special()) {
      if (fails.test(file)) {
        failures.add(new Failure(file.path(), 0, file.layer(), action.apply(file)));
      }
    }
    return Rule.outcome(failures);
  }

  private static Outcome setIds(ImageInventory image) {
    var programs = new SetUserIds(image.owners(), true);
    var listed =
        image.files().special().stream()
            .anyMatch(file -> isSetId(file) && programs.owner(file.path()).isPresent());
    var known = new SetUserIds(image.owners(), listed);
    return special(
        image,
        file -> isSetId(file) && !SetUserIds.isShell(file) && !known.isKnown(file),
        FilesSubject::setIdAction);
  }

  private static boolean setIdShell(SpecialFile file) {
    return isSetId(file) && SetUserIds.isShell(file);
  }

  private static boolean isSetId(SpecialFile file) {
    return !file.directory() && (file.mode() & SET_ID) != 0 && (file.mode() & 0111) != 0;
  }

  private static String setIdAction(SpecialFile file) {
    var setUid = (file.mode() & 04000) != 0;
    return "The program runs as "
        + (setUid ? "user " + file.uid() : "group " + file.gid())
        + " whoever starts it, and no package brings it so: run \"chmod a-s "
        + file.path()
        + "\", or remove it.";
  }

  private static boolean isWritable(SpecialFile file) {
    if ((file.mode() & 0002) == 0) {
      return false;
    }
    var path = file.path() + "/";
    return SCRATCH.stream().noneMatch(path::startsWith);
  }

  private static boolean isSystem(String path) {
    var whole = path + "/";
    return SYSTEM.stream().anyMatch(whole::startsWith) && !whole.startsWith("/usr/local/");
  }

  private static String writableAction(SpecialFile file) {
    return file.directory()
        ? "Everybody can add, rename and delete files in the directory, its mode is 0"
            + Integer.toOctalString(file.mode())
            + ": run \"chmod o-w "
            + file.path()
            + "\"."
        : "Everybody can change the file, its mode is 0"
            + Integer.toOctalString(file.mode())
            + ": run \"chmod o-w "
            + file.path()
            + "\".";
  }
}
