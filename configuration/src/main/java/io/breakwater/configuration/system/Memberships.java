package io.breakwater.configuration.system;

import io.breakwater.inventory.files.ImageFiles;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Who is root and who is in which group, by passwd(5) and group(5). Users and groups are
/// names, or `#` and a number.
public final class Memberships {
  private final Map<String, Long> uids = new HashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();

  private Memberships() {}

  /// Reads the accounts of an image.
  public static Memberships of(ImageFiles files) {
    var accounts = Accounts.of(files);
    var made = new Memberships();
    for (var account : accounts.accounts()) {
      made.uids.putIfAbsent(account.name(), account.uid());
      made.names.putIfAbsent(account.uid(), account.name());
    }
    for (var group : accounts.groups()) {
      made.members
          .computeIfAbsent("#" + group.gid(), gid -> new LinkedHashSet<>())
          .addAll(group.members());
    }
    for (var account : accounts.accounts()) {
      made.members
          .computeIfAbsent("#" + account.gid(), gid -> new LinkedHashSet<>())
          .add(account.name());
    }
    for (var group : accounts.groups()) {
      made.members.putIfAbsent(
          group.name(), made.members.getOrDefault("#" + group.gid(), Set.of()));
    }
    return made;
  }

  /// Whether a user has the number 0; without an account the name `root` tells.
  public boolean isRoot(String user) {
    return uid(user) == 0;
  }

  /// Whether both are the same user, one by its name and the other by its number.
  public boolean sameUser(String one, String other) {
    var uid = uid(one);
    return uid >= 0 && uid == uid(other);
  }

  /// Whether a user is in a group, by its list or as the user's own group.
  public boolean isMember(String user, String group) {
    var name = user.startsWith("#") ? names.getOrDefault(uid(user), user) : user;
    return members(group).contains(name);
  }

  /// Names of the users in a group, empty where there is no such group.
  public Set<String> members(String group) {
    return members.getOrDefault(group, Set.of());
  }

  private long uid(String user) {
    if (user.length() > 1 && user.length() < 12 && user.charAt(0) == '#') {
      return user.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')
          ? Long.parseLong(user.substring(1))
          : -1;
    }
    return uids.getOrDefault(user, user.equals("root") ? 0L : -1L);
  }
}
