package io.breakwater.server.configuration;

import io.breakwater.policy.document.DocumentLimits;
import io.breakwater.policy.document.Documents;
import io.breakwater.policy.document.Nearest;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the configuration. An option counts more than the environment, that more than the
/// file.
public final class ConfigurationReader {
  private static final int LONGEST_SECRET = 64 * 1024;

  /// Variables of the entry script and of other commands.
  private static final Set<String> OF_THE_PROGRAM =
      Set.of(
          "BREAKWATER_JAVA",
          "BREAKWATER_OPTS",
          "BREAKWATER_AOT",
          "BREAKWATER_TERMINAL",
          "BREAKWATER_COLUMNS",
          "BREAKWATER_DEBUG",
          "BREAKWATER_FEEDS",
          "BREAKWATER_CONFIG");

  /// What Kubernetes sets in every container beside a service called `breakwater…`.
  private static final Pattern OF_KUBERNETES =
      Pattern.compile("BREAKWATER(_[A-Z0-9_]+)?_(SERVICE_(HOST|PORT(_.+)?)|PORT(_[0-9]+_.+)?)");

  private final Map<String, Setting<?>> byKey = new LinkedHashMap<>();
  private final Map<Setting<?>, Object> values = new HashMap<>();

  private ConfigurationReader() {
    for (var setting : Settings.ALL) {
      byKey.put(setting.key(), setting);
      if (setting.secret()) {
        byKey.put(setting.fileKey(), setting);
      }
    }
  }

  /// Reads all sources.
  ///
  /// @param file YAML or JSON; null for none
  /// @param options by key
  public static Configuration read(
      @Nullable Path file, Map<String, String> environment, Map<String, List<String>> options)
      throws ConfigurationException {
    var reader = new ConfigurationReader();
    reader.standards();
    if (file != null) {
      reader.file(file);
    }
    reader.environment(environment);
    reader.options(options);
    var configuration = new Configuration(reader.values);
    Contradictions.check(configuration);
    return configuration;
  }

  private void standards() throws ConfigurationException {
    for (var setting : Settings.ALL) {
      if (setting.standard().isPresent()) {
        var given = divided(setting, setting.standard().get());
        values.put(setting, parsed(setting, given, "the default"));
      }
    }
  }

  private static <T> Object parsed(Setting<T> setting, List<String> given, String where)
      throws ConfigurationException {
    T value = setting.parse(given, where);
    if (value == null) {
      throw new IllegalStateException(setting + " has no value");
    }
    return value;
  }

  private static List<String> divided(Setting<?> setting, String text) {
    if (!setting.list()) {
      return List.of(text);
    }
    var parts = new ArrayList<String>();
    for (var part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private void file(Path file) throws ConfigurationException {
    try (var in = Files.newInputStream(file)) {
      var limits = DocumentLimits.WRITTEN;
      var bytes = in.readNBytes(limits.bytes() + 1);
      if (new String(bytes, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
        return;
      }
      var found = new LinkedHashMap<String, Set<String>>();
      fields(Documents.read(bytes, file.toString(), limits), "", file, found);
    } catch (PolicyException e) {
      throw new ConfigurationException(
          "configuration-malformed", "reading " + file, e.why(), e.next(), e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "configuration-unreadable",
          "reading " + file,
          reason(e),
          "Check its path and permissions",
          e);
    }
  }

  private void fields(Value at, String prefix, Path file, Map<String, Set<String>> found)
      throws PolicyException, ConfigurationException {
    if (at.present() && !at.isFields()) {
      throw at.expected("a mapping of settings");
    }
    for (var name : at.keys()) {
      var key = prefix + name;
      var value = at.get(name);
      var setting = byKey.get(key);
      var where = "reading " + file + ", line " + value.line();
      if (setting == null) {
        if (byKey.keySet().stream().noneMatch(each -> each.startsWith(key + "."))) {
          throw unknown(where, key);
        }
        fields(value, key + ".", file, found);
      } else if (value.present()) {
        once(setting, key, where, found);
        set(setting, key, value.texts(), where);
      }
    }
  }

  /// Of a secret and its file only one, within one source.
  private static void once(
      Setting<?> setting, String key, String where, Map<String, Set<String>> found)
      throws ConfigurationException {
    var keys = found.computeIfAbsent(setting.key(), none -> new TreeSet<>());
    keys.add(key);
    if (keys.size() > 1) {
      throw ConfigurationException.invalid(
          where, String.join(" and ", keys) + " are both given", "Leave one out");
    }
  }

  private ConfigurationException unknown(String where, String key) {
    var near = Nearest.of(key, byKey.keySet());
    return new ConfigurationException(
        "configuration-unknown",
        where,
        "there is no setting '" + (key.length() > 80 ? key.substring(0, 80) + "…" : key) + "'",
        near.map(other -> "Write '" + other + "', or remove it")
            .orElse("Remove it; docs/configuration.md lists them all"),
        null);
  }

  private void environment(Map<String, String> environment) throws ConfigurationException {
    var byVariable = new HashMap<String, String>();
    byKey.keySet().forEach(key -> byVariable.put(Setting.variable(key), key));
    var found = new LinkedHashMap<String, Set<String>>();
    for (var variable : new TreeSet<>(environment.keySet())) {
      var text = environment.getOrDefault(variable, "");
      if (!variable.startsWith("BREAKWATER_") || OF_THE_PROGRAM.contains(variable)) {
        continue;
      }
      var key = byVariable.get(variable);
      var where = "reading the environment, " + variable;
      if (key == null) {
        if (OF_KUBERNETES.matcher(variable).matches()) {
          continue;
        }
        var near = Nearest.of(variable, byVariable.keySet());
        throw new ConfigurationException(
            "configuration-unknown",
            where,
            "there is no such setting",
            near.map(other -> "Write " + other + ", or unset it")
                .orElse("Unset it; docs/configuration.md lists them all"),
            null);
      }
      if (!text.isEmpty()) {
        var setting = java.util.Objects.requireNonNull(byKey.get(key));
        once(setting, key, where, found);
        set(setting, key, divided(setting, text), where);
      }
    }
  }

  private void options(Map<String, List<String>> options) throws ConfigurationException {
    for (var option : options.entrySet()) {
      var key = option.getKey();
      var setting = byKey.get(key);
      var where = "reading the options, " + key;
      if (setting == null) {
        throw unknown(where, key);
      }
      if (setting.secret() && key.equals(setting.key())) {
        throw ConfigurationException.invalid(
            where,
            "a secret in an option can be seen by every user of the machine",
            "Use " + setting.fileKey() + " or the variable " + setting.variable());
      }
      var given = new ArrayList<String>();
      option.getValue().forEach(text -> given.addAll(divided(setting, text)));
      set(setting, key, given, where);
    }
  }

  private void set(Setting<?> setting, String key, List<String> given, String where)
      throws ConfigurationException {
    var texts = given;
    if (setting.secret() && key.equals(setting.fileKey())) {
      texts = List.of(secret(given, key, where));
    }
    values.put(setting, parsed(setting, texts, where));
  }

  private static String secret(List<String> given, String key, String where)
      throws ConfigurationException {
    var name = given.size() == 1 ? given.getFirst() : "";
    try (var in = Files.newInputStream(Path.of(name))) {
      var bytes = in.readNBytes(LONGEST_SECRET + 1);
      var text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).strip();
      if (text.isEmpty() || bytes.length > LONGEST_SECRET) {
        throw ConfigurationException.invalid(
            where, key + ": " + name + " holds no secret", "Write it there, and nothing else");
      }
      return text;
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          "configuration-unreadable",
          where,
          key + ": " + name + " cannot be read: " + reason(e),
          "Check its path and permissions",
          e);
    }
  }

  static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException none -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
