package io.breakwater.configuration.system;

import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts of an image: `/etc/passwd`, `/etc/shadow` and `/etc/group` as the C library reads
/// them.
///
/// Leading blanks are skipped, as are empty lines and comments. A line of passwd or group without
/// a numeric identifier is no entry (glibc `nss/nss_files/files-parse.c`). Numbers above 2^32 - 1
/// wrap, as in musl. Lines with a leading `+` or `-` are the compat entries of NIS.
///
/// @param accounts in the order of lines, without compat entries
/// @param compat lines of passwd, shadow and group that begin with `+`
/// @param passwd the file, null where there is none
record Accounts(
    List<Account> accounts,
    List<Shadow> shadows,
    List<Group> groups,
    List<Compat> compat,
    @Nullable ImageFile passwd,
    @Nullable ImageFile shadow,
    @Nullable ImageFile group,
    List<String> unread) {
  static final String PASSWD = "/etc/passwd";
  static final String SHADOW = "/etc/shadow";
  static final String GROUP = "/etc/group";

  /// A line that includes accounts of a directory.
  record Compat(ImageFile file, int line) {}

  Accounts {
    accounts = List.copyOf(accounts);
    shadows = List.copyOf(shadows);
    groups = List.copyOf(groups);
    compat = List.copyOf(compat);
    unread = List.copyOf(unread);
  }

  /// Reads the three files. What is there and cannot be read is told by [#unread].
  static Accounts of(ImageFiles files) {
    return new Reader(files).read();
  }

  /// The first account of a name, which is the one that counts.
  Optional<Account> byName(String name) {
    return accounts.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /// The first shadow entry of a name.
  Optional<Shadow> shadowOf(String name) {
    return shadows.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /// What an account's password field says, in shadow where passwd sends there.
  PasswordHash hash(Account account) {
    var own = PasswordHash.of(account.password());
    if (own != PasswordHash.SHADOWED) {
      return own;
    }
    return shadowOf(account.name())
        .map(entry -> PasswordHash.of(entry.password()))
        .filter(hash -> hash != PasswordHash.SHADOWED)
        .orElse(PasswordHash.LOCKED);
  }

  private static final class Reader {
    private static final int MOST_LINES = 100_000;

    private final ImageFiles files;
    private final List<Account> accounts = new ArrayList<>();
    private final List<Shadow> shadows = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Compat> compat = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    Reader(ImageFiles files) {
      this.files = files;
    }

    Accounts read() {
      var passwd = lines(PASSWD, this::account);
      var shadow = lines(SHADOW, this::shadow);
      var group = lines(GROUP, this::group);
      return new Accounts(accounts, shadows, groups, compat, passwd, shadow, group, unread);
    }

    private interface LineReader {
      void read(String[] fields, int line);
    }

    private @Nullable ImageFile lines(String path, LineReader reader) {
      var file = file(path);
      if (file == null) {
        return null;
      }
      var number = 0;
      for (var text : file.text().split("\n", -1)) {
        number++;
        if (number > MOST_LINES) {
          unread.add(path + " has more than " + MOST_LINES + " lines");
          break;
        }
        var line = text.stripLeading();
        if (line.isEmpty() || line.charAt(0) == '#') {
          continue;
        }
        if (line.charAt(0) == '+') {
          compat.add(new Compat(file, number));
        } else if (line.charAt(0) != '-') {
          reader.read(line.split(":", -1), number);
        }
      }
      return file;
    }

    private @Nullable ImageFile file(String path) {
      return switch (files.find(path)) {
        case Lookup.Found(var found) -> found;
        case Lookup.Missing() -> null;
        case Lookup.Directory(var directory) -> null;
        case Lookup.Unread(var why) -> unknown(path, why);
        case Lookup.Unknown(var why) -> unknown(path, why);
      };
    }

    private @Nullable ImageFile unknown(String path, String why) {
      unread.add(path + " could not be read: " + why);
      return null;
    }

    private void account(String[] fields, int line) {
      var uid = fields.length < 4 ? -1 : id(fields[2]);
      var gid = fields.length < 4 ? -1 : id(fields[3]);
      if (uid >= 0 && gid >= 0) {
        var home = fields.length > 5 ? fields[5] : "";
        var shell = fields.length > 6 ? fields[6].strip() : "";
        accounts.add(new Account(fields[0], fields[1], uid, gid, home, shell, line));
      }
    }

    private void shadow(String[] fields, int line) {
      if (fields.length >= 2) {
        shadows.add(new Shadow(fields[0], fields[1], days(fields, 3), days(fields, 4), line));
      }
    }

    private static long days(String[] fields, int at) {
      return at < fields.length ? id(fields[at]) : -1;
    }

    private void group(String[] fields, int line) {
      var gid = fields.length < 3 ? -1 : id(fields[2]);
      if (gid >= 0) {
        var members = new ArrayList<String>();
        for (var member : fields.length > 3 ? fields[3].strip().split(",", -1) : new String[0]) {
          if (!member.isEmpty()) {
            members.add(member);
          }
        }
        groups.add(new Group(fields[0], gid, members, line));
      }
    }

    /// A number of at most 32 bits, -1 where it is none.
    private static long id(String digits) {
      if (digits.isEmpty() || digits.length() > 18) {
        return -1;
      }
      var value = 0L;
      for (var i = 0; i < digits.length(); i++) {
        var digit = digits.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        value = value * 10 + digit;
      }
      return value & 0xffff_ffffL;
    }
  }
}
