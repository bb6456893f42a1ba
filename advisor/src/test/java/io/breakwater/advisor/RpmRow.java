package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of an rpm distribution, for tests: a fix names a binary package, an unfixed state a
/// source, unless said otherwise.
record RpmRow(
    String release,
    String name,
    Kind kind,
    String cve,
    State state,
    @Nullable String fixed,
    Availability availability,
    Scope scope,
    String notice,
    @Nullable String detail) {
  static final String BASEOS = "cpe:/o:redhat:enterprise_linux:8::baseos";
  static final String APPSTREAM = "cpe:/a:redhat:enterprise_linux:8::appstream";

  static RpmRow fixed(String name, String cve, String version) {
    return new RpmRow(
        "rhel:8",
        name,
        Kind.BINARY,
        cve,
        State.FIXED,
        version,
        Availability.PUBLIC,
        new Scope(List.of(), List.of(), List.of(BASEOS)),
        "RHSA-2024:0001",
        null);
  }

  static RpmRow open(String source, String cve, State state) {
    return new RpmRow(
        "rhel:8",
        source,
        Kind.SOURCE,
        cve,
        state,
        null,
        Availability.PUBLIC,
        new Scope(List.of(), List.of(), List.of("cpe:/o:redhat:enterprise_linux:8")),
        "",
        null);
  }

  RpmRow of(String other) {
    return new RpmRow(other, name, kind, cve, state, fixed, availability, scope, notice, detail);
  }

  RpmRow modules(String... modules) {
    return scope(new Scope(List.of(modules), scope.arches(), scope.cpes()));
  }

  RpmRow arches(String... arches) {
    return scope(new Scope(scope.modules(), List.of(arches), scope.cpes()));
  }

  RpmRow cpes(String... cpes) {
    return scope(new Scope(scope.modules(), scope.arches(), List.of(cpes)));
  }

  private RpmRow scope(Scope other) {
    return new RpmRow(release, name, kind, cve, state, fixed, availability, other, notice, detail);
  }

  RpmRow kind(Kind other) {
    return new RpmRow(release, name, other, cve, state, fixed, availability, scope, notice, detail);
  }

  RpmRow extended() {
    return new RpmRow(
        release,
        name,
        kind,
        cve,
        state,
        fixed,
        Availability.EXTENDED_SUPPORT,
        scope,
        notice,
        detail);
  }

  RpmRow notice(String other) {
    return new RpmRow(release, name, kind, cve, state, fixed, availability, scope, other, detail);
  }

  RpmRow detail(String other) {
    return new RpmRow(release, name, kind, cve, state, fixed, availability, scope, notice, other);
  }

  Advisory row() {
    return new Advisory(
        release,
        name,
        kind,
        cve,
        List.of(),
        notice.isEmpty() ? List.of() : List.of(new Notice(notice, null, List.of())),
        state,
        detail,
        fixed,
        availability,
        "important",
        List.of(),
        null,
        null,
        List.of(),
        "",
        false,
        scope,
        "redhat",
        notice + "/" + cve);
  }
}
