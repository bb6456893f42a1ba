package io.breakwater.accounts.access;

/// What somebody is in an account or a namespace. Roles add up; none contains another by
/// itself, [Action] says for each what it allows.
public enum Role {
  /// Pulls, inspects, lists, reads reports, quotas and exemptions.
  READER("Reader"),
  /// Pushes, deletes, restores, sets retention; pulls too, as every pushing client does.
  WRITER("Writer"),
  /// May do everything, and alone what concerns namespaces, exemptions, quotas, settings,
  /// plans, authorization and identities.
  MANAGER("Manager"),
  /// Delivers inventories of a container scanner and nothing else.
  SCAN_INGRESS("scaningress Writer");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /// As people write it.
  public String label() {
    return label;
  }

  /// Reads a label, in any case.
  ///
  /// @throws IllegalArgumentException for a text that is none; the message names those there
  ///     are
  public static Role parse(String text) {
    for (var role : values()) {
      if (role.label.equalsIgnoreCase(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "no role; those there are: Reader, Writer, Manager, scaningress Writer");
  }
}
