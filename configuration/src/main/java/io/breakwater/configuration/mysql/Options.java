package io.breakwater.configuration.mysql;

import io.breakwater.configuration.mysql.OptionNames.Kind;
import io.breakwater.configuration.mysql.OptionNames.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server makes of its option files: every option that they set for it, in order.
final class Options {
  private static final Set<String> LOADING =
      Set.of("plugin-load", "plugin-load-add", "early-plugin-load");

  private final List<Setting> settings = new ArrayList<>();
  private final List<OptionFiles.Doubt> doubts = new ArrayList<>();
  private final List<String> plugins = new ArrayList<>();
  private String refusal = "";

  private Options() {}

  /// Makes the settings of a server.
  ///
  /// @param suffix that of `MYSQL_GROUP_SUFFIX`, empty by default
  static Options of(Server server, OptionFiles files, String suffix, OptionNames names) {
    var options = new Options();
    var groups = server.groups(suffix);
    files.refusal().ifPresent(options::refuse);
    options.doubts.addAll(files.doubts());
    var ours = options.ours(server, files, groups);
    for (var at : ours) {
      options.notePlugins(files.lines().get(at), names);
    }
    for (var at : ours) {
      options.take(files.lines().get(at), at, names);
    }
    return options;
  }

  /// The lines of the server's groups.
  private List<Integer> ours(Server server, OptionFiles files, Set<String> groups) {
    var ours = new ArrayList<Integer>();
    var versionKnown = !server.installed().version().isEmpty();
    for (var i = 0; i < files.lines().size(); i++) {
      var line = files.lines().get(i);
      var name = line.group().toLowerCase(Locale.ROOT);
      if (groups.contains(name)) {
        ours.add(i);
      } else if (!versionKnown && ofAVersion(name)) {
        doubts.add(
            new OptionFiles.Doubt(
                i,
                "%s: [%s] is for one version, and which is installed is not known"
                    .formatted(line.place(), name)));
      }
    }
    return ours;
  }

  private static boolean ofAVersion(String group) {
    var dash = group.indexOf('-');
    return dash > 0
        && dash + 1 < group.length()
        && Character.isDigit(group.charAt(dash + 1))
        && Set.of("mysqld", "mariadb", "mariadbd").contains(group.substring(0, dash));
  }

  private void notePlugins(OptionLine line, OptionNames names) {
    if (line.value() == null
        || !(names.resolve(line.name(), List.of()) instanceof Meaning.Option option)
        || !LOADING.contains(option.name())) {
      return;
    }
    for (var one : line.value().split("[;=]", -1)) {
      var name = one.strip().toLowerCase(Locale.ROOT).replace('_', '-');
      name = name.endsWith(".so") ? name.substring(0, name.length() - 3) : name;
      name = name.startsWith("ha-") ? name.substring(3) : name;
      if (!name.isEmpty()) {
        plugins.add(name);
      }
    }
  }

  private void take(OptionLine line, int at, OptionNames names) {
    switch (names.resolve(line.name(), plugins)) {
      case Meaning.PassedOver() -> {}
      case Meaning.Refused(var why) ->
          refuse(line.place() + ": " + why + "; the server does not start with it");
      case Meaning.Option option -> set(line, at, option, names.isMariaDb());
    }
  }

  private void set(OptionLine line, int at, Meaning.Option option, boolean mariaDb) {
    var value = line.value();
    if (!option.prefix().isEmpty()) {
      var off = !option.prefix().equals("enable");
      value = "0".equals(value) == off ? null : "0";
      if (value == null && option.kind() != Kind.BOOLEAN && option.kind() != Kind.FLAG) {
        value = option.kind() == Kind.NUMBER || option.kind() == Kind.OPTIONAL_NUMBER ? "1" : "";
      }
    } else if (value == null && (option.kind() == Kind.REQUIRED || option.kind() == Kind.NUMBER)) {
      refuse(
          line.place()
              + ": "
              + option.name()
              + " needs a value; the server does not start without");
      return;
    }
    if (option.kind() == Kind.FLAG && value != null) {
      if (!isFlag(value)) {
        return;
      }
      value = value.startsWith("1") ? "1" : value;
    }
    if (isNumber(option.kind()) && !option.loose() && !numeric(value)) {
      refuse(
          line.place()
              + ": the value of "
              + option.name()
              + " is no number; the server does not start with it");
      return;
    }
    if (!option.loose() && mariaDb && hasUnknownWord(option.name(), value == null ? "" : value)) {
      refuse(
          "%s: %s has a word that is not known; the server does not start with it"
              .formatted(line.place(), option.name()));
      return;
    }
    settings.add(new Setting(option.name(), value, line.place(), at));
  }

  private static boolean isFlag(String value) {
    if (value.startsWith("0") || value.startsWith("1")) {
      return true;
    }
    var word = value.toLowerCase(Locale.ROOT);
    return Set.of("true", "on", "false", "off").contains(word);
  }

  private static boolean hasUnknownWord(String option, String value) {
    return switch (option) {
      case "sql-mode" -> SqlMode.bits(value, true).isEmpty();
      case "tls-version" -> TlsVersions.of(value, true).isEmpty();
      default -> false;
    };
  }

  private static boolean isNumber(Kind kind) {
    return kind == Kind.NUMBER || kind == Kind.OPTIONAL_NUMBER;
  }

  /// A number may be followed by a suffix, of which the server looks at the first character only.
  private static boolean numeric(@Nullable String value) {
    if (value == null) {
      return true;
    }
    var text = value.strip();
    var at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at == text.length() || ".kKmMgGtTpPeE".indexOf(text.charAt(at)) >= 0;
  }

  private void refuse(String why) {
    if (refusal.isEmpty()) {
      refusal = why;
    }
  }

  /// Notes what counts more than every option file.
  void doubtAtTheEnd(List<String> why) {
    for (var one : why) {
      doubts.add(new OptionFiles.Doubt(Integer.MAX_VALUE, one));
    }
  }

  /// Why the server does not start; empty where nothing says so.
  Optional<String> refusal() {
    return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
  }

  /// All settings, in order.
  List<Setting> all() {
    return List.copyOf(settings);
  }

  /// The setting that counts, which is the last one.
  Optional<Setting> last(String option) {
    for (var i = settings.size() - 1; i >= 0; i--) {
      if (settings.get(i).option().equals(option)) {
        return Optional.of(settings.get(i));
      }
    }
    return Optional.empty();
  }

  /// The first setting, for the options of which the first one counts.
  Optional<Setting> first(String option) {
    return settings.stream().filter(one -> one.option().equals(option)).findFirst();
  }

  /// The last setting of several options.
  Optional<Setting> lastOf(Set<String> names) {
    for (var i = settings.size() - 1; i >= 0; i--) {
      if (names.contains(settings.get(i).option())) {
        return Optional.of(settings.get(i));
      }
    }
    return Optional.empty();
  }

  /// What may change an option unseen: something unknown behind its last setting.
  Optional<String> doubt(String option) {
    var at = last(option).map(Setting::at).orElse(-1);
    return doubts.stream().filter(one -> one.at() > at).map(OptionFiles.Doubt::why).findFirst();
  }
}
