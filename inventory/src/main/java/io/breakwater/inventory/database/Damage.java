package io.breakwater.inventory.database;

/// The first thing in a file that could not be understood.
///
/// @param code stable, kebab case: `package-database-damaged`, `package-database-too-large`
/// @param why what was expected and what was found, with the line
/// @param offset byte offset in the file
public record Damage(String code, String why, long offset) {
  public static final String DAMAGED = "package-database-damaged";
  public static final String TOO_LARGE = "package-database-too-large";
}
