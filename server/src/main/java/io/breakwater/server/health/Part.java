package io.breakwater.server.health;

/// Something that the server needs.
///
/// @param name `storage`, `metadata`, `advisories`, `running`
/// @param needed whether no request can be answered without; where such a part does not work,
///     the server is not ready
/// @param problem what does not work, for strangers too; empty where it does
/// @param detail more for people, such as the age of advisories; may be empty
public record Part(String name, boolean needed, String problem, String detail) {
  /// One that works.
  public static Part working(String name, boolean needed, String detail) {
    return new Part(name, needed, "", detail);
  }

  public boolean works() {
    return problem.isEmpty();
  }
}
