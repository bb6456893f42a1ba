package io.breakwater.configuration.sudo;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.system.Memberships;
import io.breakwater.configuration.system.Shells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Who may run what as root: for each user, group and netgroup that the policy names the last
/// specification that matches, as sudo looks it up.
///
/// Which host it is nobody knows before a container starts. What opens a way counts on any
/// host, what closes it only where it is for all of them.
final class Access {
  private final Policy policy;
  private final Lists lists;
  private final Memberships memberships;
  private final boolean defaultIsRoot;

  Access(Policy policy, Memberships memberships) {
    this.policy = policy;
    this.lists = new Lists(policy);
    this.memberships = memberships;
    var name = policy.global("runas_default", setting -> setting.value() != null);
    this.defaultIsRoot =
        name.isEmpty() || isRoot(new Member(Member.Kind.WORD, name.get().value() + "", false, ""));
  }

  /// Whether what was looked up says nothing, for the aliases multiply too often.
  boolean exhausted() {
    return lists.exhausted();
  }

  /// Where somebody may become root without a password.
  List<Failure> withoutPassword() {
    var found = new LinkedHashMap<Grant, Failure>();
    for (var who : principals(Grant::noPassword)) {
      for (var grant : policy.grants()) {
        if (exhausted()) {
          return List.of();
        }
        if (!grant.noPassword() || !opens(grant, who)) {
          continue;
        }
        for (var command : lists.named(List.of(grant.command()), Alias.Kind.COMMAND)) {
          if (isWayToRoot(command) && last(who, command).equals(Optional.of(grant))) {
            found.putIfAbsent(grant, failure(grant, who, command));
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  /// Where everybody may run everything as root with a password of their own.
  List<Failure> everybody() {
    var all = new Member(Member.Kind.ALL, "ALL", false, "");
    var grant = last(all, all);
    if (grant.isEmpty() || grant.get().noPassword()) {
      return List.of();
    }
    var action =
        "Every user may run every command as root with a password of their own: name the users or"
            + " groups that may.";
    return List.of(at(grant.get(), action));
  }

  /// Whether a setting of a binding is one for somebody other than root, and for a way to root.
  boolean concerns(Setting setting) {
    return switch (setting.scope()) {
      case GLOBAL, HOST -> true;
      case USER -> principals(setting.binding()).stream().anyMatch(who -> !isRoot(who));
      case RUN_AS -> asRoot(setting.binding());
      case COMMAND ->
          lists.named(setting.binding(), Alias.Kind.COMMAND).stream().anyMatch(Access::isWayToRoot);
    };
  }

  private Failure failure(Grant grant, Member who, Member command) {
    var what = command.isAll() ? "every command" : command.text() + ", and so every command,";
    return at(
        grant, name(who) + " may run " + what + " as root without a password: remove NOPASSWD.");
  }

  private static Failure at(Grant grant, String action) {
    return new Failure(grant.file().path(), grant.line(), grant.file().layer(), action);
  }

  private String name(Member who) {
    return switch (who.kind()) {
      case ALL -> "Every user";
      case GROUP -> {
        var group = who.text().substring(1);
        yield memberships.members(group).isEmpty()
            ? "The group " + group + ", which has no members in the image,"
            : "The group " + group;
      }
      case NETGROUP -> "The netgroup " + who.text().substring(1);
      default -> "The user " + who.text();
    };
  }

  /// Whom the specifications name, but root.
  private List<Member> principals(Predicate<Grant> wanted) {
    var found = new LinkedHashMap<String, Member>();
    for (var grant : policy.grants()) {
      if (wanted.test(grant)) {
        for (var who : principals(grant.users())) {
          found.putIfAbsent(who.text(), who);
        }
      }
    }
    found.values().removeIf(this::isRoot);
    return List.copyOf(found.values());
  }

  private List<Member> principals(List<Member> users) {
    var found = new ArrayList<Member>();
    for (var member : lists.named(users, Alias.Kind.USER)) {
      found.add(new Member(member.kind(), member.text(), false, ""));
    }
    return found;
  }

  private boolean isRoot(Member who) {
    return switch (who.kind()) {
      case WORD -> memberships.isRoot(who.text());
      case GROUP ->
          (who.text().equals("%root") || who.text().equals("%#0"))
              && memberships.members("root").stream().allMatch(memberships::isRoot);
      default -> false;
    };
  }

  /// The specification that decides for a user and a command as root, empty where it denies it
  /// or where there is none.
  private Optional<Grant> last(Member who, Member command) {
    for (var grant : policy.grants().reversed()) {
      var allowed =
          lists.has(List.of(grant.command()), Alias.Kind.COMMAND, one -> same(one, command));
      if (allowed.isEmpty() || !isFor(grant, who) || !isAsRoot(grant)) {
        continue;
      }
      var opens = allowed.get() && grant.noPassword() && mayBeHere(grant);
      if (opens || isEverywhere(grant)) {
        return allowed.get() ? Optional.of(grant) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean same(Member one, Member command) {
    return one.isAll() || one.text().equals(command.text());
  }

  private boolean opens(Grant grant, Member who) {
    return isFor(grant, who) && isAsRoot(grant) && mayBeHere(grant);
  }

  private boolean isFor(Grant grant, Member who) {
    return lists.has(grant.users(), Alias.Kind.USER, one -> matches(one, who)).orElse(false);
  }

  private boolean matches(Member one, Member who) {
    if (one.isAll()) {
      return true;
    }
    if (one.kind() == who.kind()) {
      return one.text().equalsIgnoreCase(who.text())
          || memberships.sameUser(one.text(), who.text());
    }
    return one.kind() == Member.Kind.GROUP
        && who.kind() == Member.Kind.WORD
        && memberships.isMember(who.text(), one.text().substring(1));
  }

  private boolean isAsRoot(Grant grant) {
    var users = grant.runAs();
    return users == null ? grant.runAsGroups() == null && defaultIsRoot : asRoot(users);
  }

  private boolean asRoot(List<Member> users) {
    return lists
        .has(
            users,
            Alias.Kind.RUN_AS,
            one -> one.isAll() || (one.kind() == Member.Kind.WORD && isRoot(one)))
        .orElse(false);
  }

  private boolean isEverywhere(Grant grant) {
    var plain = grant.hosts().stream().noneMatch(host -> host.negated() && !host.isAll());
    return plain && lists.has(grant.hosts(), Alias.Kind.HOST, Member::isAll).orElse(false);
  }

  private boolean mayBeHere(Grant grant) {
    return lists.has(grant.hosts(), Alias.Kind.HOST, Member::isAll).orElse(false)
        || grant.hosts().stream().anyMatch(host -> !host.negated() && !host.isAll());
  }

  /// Whether a command lets one run any other: everything, a shell, an editor or the like with
  /// arguments of one's own, any program of a folder.
  private static boolean isWayToRoot(Member command) {
    if (command.isAll()) {
      return true;
    }
    var text = command.text();
    if (command.negated() || text.equals("list") || text.indexOf(' ') >= 0) {
      return false;
    }
    return text.endsWith("/")
        || text.startsWith("^")
        || text.equals("sudoedit")
        || text.indexOf('*') >= 0
        || text.endsWith("/su")
        || Shells.isShell(text);
  }
}
