package io.breakwater.inventory.release;

import io.breakwater.inventory.release.ReleaseFiles.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out which release an image is: `/etc/os-release`, else `/usr/lib/os-release`
/// (os-release(5)), else the files that distributions had before it.
///
/// What `/etc/debian_version` says is taken for Debian only where nothing else contradicts:
/// Ubuntu and other derivatives carry Debian's file (`stretch/sid` in Ubuntu 16.04). Where the
/// evidence does not decide, the release is unknown, with the reason: a wrong distribution would
/// make a vulnerable image look clean.
public final class ReleaseFinder {
  /// What was found.
  ///
  /// @param release empty where it is not known
  /// @param problems why it is not known or to be doubted: each makes the inventory incomplete
  public record Finding(Optional<Release> release, List<Problem> problems) {
    public Finding {
      problems = List.copyOf(problems);
    }
  }

  /// Something that makes the release doubtful.
  ///
  /// @param code stable, kebab case
  public record Problem(String code, String message) {}

  /// AlmaLinux's preview of its next minor release, for which its errata are not.
  private static final String KITTEN = "Kitten";

  private final ReleaseFiles.Lookup files;
  private final Evidence evidence;
  private final List<Problem> problems = new ArrayList<>();

  private ReleaseFinder(ReleaseFiles.Lookup files, Evidence evidence) {
    this.files = files;
    this.evidence = evidence;
  }

  public static Finding find(ReleaseFiles.Lookup files, Evidence evidence) {
    var finder = new ReleaseFinder(files, evidence);
    var release = finder.release();
    return new Finding(Optional.ofNullable(release), finder.problems);
  }

  private @Nullable Release release() {
    for (var path : List.of(ReleaseFiles.OS_RELEASE, ReleaseFiles.OS_RELEASE_OF_USR)) {
      if (text(path) instanceof Found.Text text) {
        var values = ReleaseText.parse(text.text());
        var id = values.getOrDefault("ID", "");
        if (!id.isEmpty()) {
          return checked(osRelease(values, text.file()));
        }
        problems.add(
            new Problem(
                "release-file-damaged",
                text.file() + " has no ID, expected a line such as ID=debian"));
      }
    }
    return withoutOsRelease();
  }

  private Found text(String path) {
    var found = files.find(path);
    if (found instanceof Found.Unreadable unreadable) {
      problems.add(new Problem("release-file-unreadable", "/" + path + ": " + unreadable.why()));
    }
    return found;
  }

  /// os-release says one thing; the packages must not say another.
  private Release checked(Release release) {
    var others =
        switch (release.id()) {
          case "debian" -> evidence.ofUbuntu() ? "Ubuntu" : null;
          case "ubuntu" -> evidence.ofDebian() && evidence.ubuntuVersions() == 0 ? "Debian" : null;
          case "rhel", "centos", "almalinux", "rocky", "ol", "fedora" ->
              evidence.otherThan(release.id());
          default -> null;
        };
    if (others != null) {
      problems.add(
          new Problem(
              "release-contradicted",
              release.file()
                  + " says "
                  + release.prettyName()
                  + ", but the packages are those of "
                  + others));
    }
    return release;
  }

  private Release osRelease(Map<String, String> values, String file) {
    var id = values.getOrDefault("ID", "").toLowerCase(Locale.ROOT);
    var idLike = new ArrayList<String>();
    for (var like : values.getOrDefault("ID_LIKE", "").split("\\s+", -1)) {
      if (!like.isEmpty()) {
        idLike.add(like.toLowerCase(Locale.ROOT));
      }
    }
    var versionId = values.getOrDefault("VERSION_ID", "");
    var name = values.getOrDefault("NAME", id);
    var pretty = values.getOrDefault("PRETTY_NAME", name + " " + versionId).strip();
    return new Release(id, idLike, versionId, codename(id, values, pretty), pretty, file);
  }

  private @Nullable String codename(String id, Map<String, String> values, String pretty) {
    var named = values.getOrDefault("VERSION_CODENAME", values.get("UBUNTU_CODENAME"));
    return switch (id) {
      case "alpine" -> isEdge(values.getOrDefault("VERSION_ID", ""), pretty) ? "edge" : named;
      case "centos" -> values.getOrDefault("NAME", pretty).contains("Stream") ? "stream" : named;
      case "almalinux" -> values.getOrDefault("NAME", pretty).contains(KITTEN) ? "kitten" : named;
      case "debian" -> {
        var codename = named == null ? inParentheses(values.getOrDefault("VERSION", "")) : named;
        yield values.containsKey("VERSION_ID") ? codename : withoutVersion(codename, pretty);
      }
      default -> named;
    };
  }

  /// Debian testing and sid have no version, and the same files but for apt's sources.
  private @Nullable String withoutVersion(@Nullable String codename, String pretty) {
    boolean sid = evidence.suites().contains("sid") || evidence.suites().contains("unstable");
    var next = codename == null ? beforeSid(pretty) : codename;
    boolean testing =
        evidence.suites().contains("testing") || (next != null && evidence.suites().contains(next));
    return sid && !testing ? "sid" : next;
  }

  /// `trixie` of `Debian GNU/Linux trixie/sid`, null where there is no `/sid`.
  private static @Nullable String beforeSid(String text) {
    int slash = text.indexOf("/sid");
    if (slash < 0) {
      return null;
    }
    int start = text.lastIndexOf(' ', slash) + 1;
    return start < slash ? text.substring(start, slash) : null;
  }

  private static boolean isEdge(String version, String pretty) {
    return version.contains("_alpha") || version.contains("edge") || pretty.endsWith(" edge");
  }

  private static @Nullable String inParentheses(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    return open < 0 || close < open + 2
        ? null
        : text.substring(open + 1, close).toLowerCase(Locale.ROOT);
  }

  private @Nullable Release withoutOsRelease() {
    if (text(ReleaseFiles.ALPINE) instanceof Found.Text text) {
      return alpine(text);
    }
    var debian = text(ReleaseFiles.DEBIAN);
    var lsb = text(ReleaseFiles.LSB);
    var fromLsb = lsb instanceof Found.Text text ? lsbRelease(text) : null;
    if (fromLsb != null) {
      return checked(fromLsb);
    }
    if (debian instanceof Found.Text text) {
      return debian(text);
    }
    for (var path : ReleaseFiles.OF_RED_HAT) {
      if (text(path) instanceof Found.Text text) {
        var release = redHat(text);
        return release == null ? null : checked(release);
      }
    }
    return null;
  }

  private static Release alpine(Found.Text text) {
    var version = ReleaseText.firstLine(text.text());
    boolean edge = isEdge(version, "");
    return new Release(
        "alpine",
        List.of(),
        version,
        edge ? "edge" : null,
        "Alpine Linux " + (edge ? "edge" : version),
        text.file());
  }

  private static @Nullable Release lsbRelease(Found.Text text) {
    var values = ReleaseText.parse(text.text());
    var id = values.getOrDefault("DISTRIB_ID", "").toLowerCase(Locale.ROOT).replace(' ', '-');
    if (id.isEmpty()) {
      return null;
    }
    var version = values.getOrDefault("DISTRIB_RELEASE", "");
    var codename = values.get("DISTRIB_CODENAME");
    var pretty = values.getOrDefault("DISTRIB_DESCRIPTION", id + " " + version);
    return new Release(id, List.of(), version, codename, pretty, text.file());
  }

  private @Nullable Release debian(Found.Text text) {
    var version = ReleaseText.firstLine(text.text());
    var origin = files.find(ReleaseFiles.DPKG_ORIGIN) instanceof Found.Text found ? found : null;
    var vendor = origin == null ? "" : vendor(origin);
    boolean ubuntu = evidence.ofUbuntu() || vendor.equals("ubuntu");
    boolean debian = evidence.ofDebian() && (vendor.isEmpty() || vendor.equals("debian"));
    if (ubuntu) {
      return ubuntuByIssue(text);
    }
    if (!debian) {
      undecided(
          text.file()
              + " says "
              + version
              + ", which derivatives of Debian say too, and "
              + (vendor.isEmpty() || vendor.equals("debian")
                  ? "no base-files of Debian is installed"
                  : "the packages are made for " + vendor));
      return null;
    }
    int slash = version.indexOf("/sid");
    if (slash >= 0) {
      return new Release(
          "debian",
          List.of(),
          "",
          withoutVersion(version.substring(0, slash), ""),
          "Debian GNU/Linux " + version,
          text.file());
    }
    int dot = version.indexOf('.');
    var major = dot < 0 ? version : version.substring(0, dot);
    return new Release(
        "debian", List.of(), major, null, "Debian GNU/Linux " + version, text.file());
  }

  /// The packages are Ubuntu's, and only the greeting before the login is left to say which.
  private @Nullable Release ubuntuByIssue(Found.Text debianVersion) {
    if (files.find(ReleaseFiles.ISSUE) instanceof Found.Text issue) {
      var words = ReleaseText.firstLine(issue.text()).split("\\s+", -1);
      if (words.length > 1 && words[0].equals("Ubuntu") && isUbuntuVersion(words[1])) {
        var version = words[1].substring(0, 5);
        return new Release(
            "ubuntu", List.of("debian"), version, null, "Ubuntu " + words[1], issue.file());
      }
    }
    undecided(
        debianVersion.file()
            + " is Debian's, the packages are Ubuntu's, and nothing tells which Ubuntu");
    return null;
  }

  private static boolean isUbuntuVersion(String text) {
    if (text.length() < 5 || (text.length() > 5 && text.charAt(5) != '.')) {
      return false;
    }
    for (int i = 0; i < 5; i++) {
      char c = text.charAt(i);
      if (i == 2 ? c != '.' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private void undecided(String why) {
    problems.add(new Problem("release-undecided", why));
  }

  /// `Vendor` of a dpkg origin file (dpkg-vendor(1)), lower case.
  private static String vendor(Found.Text origin) {
    for (var line : origin.text().split("\n", 64)) {
      if (line.startsWith("Vendor:")) {
        return line.substring(7).strip().toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  /// `CentOS Linux release 7.9.2009 (Core)`, `CentOS Stream release 9`.
  private @Nullable Release redHat(Found.Text text) {
    var line = ReleaseText.firstLine(text.text());
    int at = line.indexOf(" release ");
    var name = at < 0 ? "" : line.substring(0, at);
    var rest = at < 0 ? "" : line.substring(at + 9);
    int blank = rest.indexOf(' ');
    var version = blank < 0 ? rest : rest.substring(0, blank);
    var id = redHatId(name);
    if (id.isEmpty() || version.isEmpty()) {
      problems.add(
          new Problem(
              "release-file-damaged",
              text.file() + " says \"" + line + "\", expected \"NAME release VERSION\""));
      return null;
    }
    return new Release(
        id,
        likeRedHat(id),
        version,
        name.equals("CentOS Stream")
            ? "stream"
            : name.contains(KITTEN) ? "kitten" : inParentheses(rest),
        line,
        text.file());
  }

  private static List<String> likeRedHat(String id) {
    return switch (id) {
      case "fedora" -> List.of();
      case "rhel" -> List.of("fedora");
      default -> List.of("rhel", "fedora");
    };
  }

  private static String redHatId(String name) {
    if (name.startsWith("Red Hat Enterprise Linux")) {
      return "rhel";
    }
    int blank = name.indexOf(' ');
    var word = (blank < 0 ? name : name.substring(0, blank)).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "oracle" -> "ol";
      case "amazon" -> "amzn";
      default -> word;
    };
  }
}
