package io.breakwater.policy;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Exemption.Place;
import io.breakwater.advisor.ExemptionBuilder;
import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.Justification;
import io.breakwater.advisor.NamePattern;
import io.breakwater.advisor.PackagePattern;
import io.breakwater.advisor.PathPattern;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.products.Products;
import io.breakwater.sbom.PackageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the `exemptions` of a policy file: each names a `cve`, an `sn` (security notice) or a
/// `configuration` issue, or a list of them, and may be limited by `scope`, `packages`,
/// `files`, `expires` and `until-fixed`.
final class ExemptionEntries {
  private static final Set<String> KEYS =
      Set.of(
          "cve",
          "sn",
          "configuration",
          "scope",
          "packages",
          "files",
          "author",
          "reason",
          "justification",
          "created",
          "expires",
          "until-fixed");
  private static final List<String> NOTICES =
      List.of("DSA-", "DLA-", "USN-", "LSN-", "RHSA-", "CESA-", "ALSA-", "RLSA-");
  private static final int LONGEST = 256;

  private ExemptionEntries() {}

  static List<Exemption> read(Value list) throws PolicyException {
    var exemptions = new ArrayList<Exemption>();
    for (var entry : list.items()) {
      entry.only(KEYS);
      var type = type(entry);
      var ids = entry.get(type.word());
      limits(entry, type);
      for (var id : ids.itemsOrOne()) {
        exemptions.add(read(entry, type, id));
      }
      if (ids.isItems() && ids.items().isEmpty()) {
        throw ids.expected("an identifier or several");
      }
    }
    return exemptions;
  }

  private static Exemption.Type type(Value entry) throws PolicyException {
    Exemption.@Nullable Type found = null;
    for (var type : Exemption.Type.values()) {
      if (entry.get(type.word()).present()) {
        if (found != null) {
          throw entry.invalid(
              "it names both a '" + found.word() + "' and a '" + type.word() + "'",
              "Write two exemptions");
        }
        found = type;
      }
    }
    if (found == null) {
      throw entry.invalid(
          "it does not say what is exempt",
          "Write 'cve: CVE-…', 'sn: DSA-…' or 'configuration: …'");
    }
    return found;
  }

  /// Limits that would not limit anything are mistakes.
  private static void limits(Value entry, Exemption.Type type) throws PolicyException {
    var ofConfiguration = type == Exemption.Type.CONFIGURATION;
    for (var key : ofConfiguration ? List.of("packages", "until-fixed") : List.of("files")) {
      var value = entry.get(key);
      if (value.present()) {
        throw value.invalid(
            "exemptions of type '" + type.word() + "' have no " + key,
            "Remove it" + (ofConfiguration ? "; 'files' limits a configuration issue" : ""));
      }
    }
  }

  private static Exemption read(Value entry, Exemption.Type type, Value id) throws PolicyException {
    var packages = packages(entry.get("packages"));
    return new ExemptionBuilder(type, id(type, id, !packages.isEmpty()))
        .scopes(scopes(entry.get("scope")))
        .packages(packages)
        .files(files(entry.get("files")))
        .author(entry.get("author").textOrNull())
        .reason(entry.get("reason").textOrNull())
        .justification(justification(entry.get("justification")))
        .created(entry.get("created").time(false))
        .expires(entry.get("expires").time(true))
        .untilFixed(entry.get("until-fixed").flag(false))
        .place(new Place(entry.file(), id.line(), 0))
        .build();
  }

  private static String id(Exemption.Type type, Value value, boolean limited)
      throws PolicyException {
    var id = value.text().strip();
    if (id.isEmpty() || id.length() > LONGEST || id.chars().anyMatch(c -> c <= ' ')) {
      throw value.expected("an identifier");
    }
    var upper = id.toUpperCase(Locale.ROOT);
    switch (type) {
      case CVE -> {
        if (NOTICES.stream().anyMatch(upper::startsWith)) {
          throw value.invalid("'" + id + "' is a security notice", "Write 'sn: " + id + "'");
        }
        if (id.indexOf('*') >= 0 && (!id.equals("*") || !limited)) {
          throw value.invalid(
              "it would exempt more than can be foreseen",
              "Name the vulnerability, or write '*' and limit it by 'packages'");
        }
      }
      case NOTICE -> {
        if (upper.startsWith("CVE-") || id.indexOf('*') >= 0) {
          throw value.invalid(
              "'" + id + "' is no security notice",
              upper.startsWith("CVE-") ? "Write 'cve: " + id + "'" : "Name the notice");
        }
      }
      case CONFIGURATION -> {
        if (!id.startsWith("application_configuration:")
            && !id.startsWith("system_configuration:")) {
          throw value.expected(
              "an identifier such as application_configuration:nginx.ssl_protocols or"
                  + " system_configuration:os.end_of_life");
        }
      }
    }
    return id;
  }

  private static List<ImageScope> scopes(Value value) throws PolicyException {
    var scopes = new ArrayList<ImageScope>();
    for (var one : value.itemsOrOne()) {
      try {
        scopes.add(ImageScope.parse(one.text()));
      } catch (IllegalArgumentException e) {
        throw one.invalid(
            "no scope: " + e.getMessage(),
            "Write *, team, team/app, team/app:1.2, team/app@sha256:… or @sha256:…");
      }
    }
    if (value.present() && scopes.isEmpty()) {
      throw value.expected("a scope");
    }
    return scopes;
  }

  private static List<PathPattern> files(Value value) throws PolicyException {
    var files = new ArrayList<PathPattern>();
    for (var one : value.itemsOrOne()) {
      try {
        files.add(PathPattern.of(one.text()));
      } catch (IllegalArgumentException e) {
        throw one.expected("a path in the image, with * or ** where anything may stand");
      }
    }
    if (value.present() && files.isEmpty()) {
      throw value.expected("a path");
    }
    return files;
  }

  private static List<PackagePattern> packages(Value value) throws PolicyException {
    var packages = new ArrayList<PackagePattern>();
    for (var one : value.itemsOrOne()) {
      packages.add(one.isFields() ? fields(one) : named(one));
    }
    if (value.present() && packages.isEmpty()) {
      throw value.expected("a package");
    }
    return packages;
  }

  /// A package URL, or a name in which `*` stands for anything.
  private static PackagePattern named(Value value) throws PolicyException {
    var text = value.text().strip();
    if (!text.startsWith("pkg:")) {
      return PackagePattern.named(pattern(value), "");
    }
    try {
      var url = PackageUrl.parse(text);
      return Products.packages(url)
          .orElseThrow(
              () ->
                  value.invalid(
                      "packages of type '" + url.type() + "' are not judged",
                      "Name a package of type deb, rpm or apk"));
    } catch (IllegalArgumentException e) {
      throw value.invalid("no package URL: " + e.getMessage(), "Write it as in the JSON report");
    }
  }

  private static PackagePattern fields(Value value) throws PolicyException {
    value.only(Set.of("name", "source", "version"));
    var name = value.get("name");
    var source = value.get("source");
    if (name.present() == source.present()) {
      throw value.expected("either 'name' or 'source', with or without 'version'");
    }
    var version = value.get("version").textOrEmpty();
    return name.present()
        ? PackagePattern.named(pattern(name), version)
        : PackagePattern.ofSource(pattern(source), version);
  }

  private static NamePattern pattern(Value value) throws PolicyException {
    var text = value.text().strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw value.expected("a name");
    }
    return NamePattern.of(text);
  }

  private static @Nullable Justification justification(Value value) throws PolicyException {
    if (!value.present()) {
      return null;
    }
    return Justification.parse(value.text())
        .orElseThrow(
            () ->
                value.expected(
                    "a justification of VEX such as vulnerable_code_not_in_execute_path"));
  }
}
