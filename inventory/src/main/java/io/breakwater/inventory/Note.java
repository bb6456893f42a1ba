package io.breakwater.inventory;

/// Something that the input cannot tell, such as the files of packages in a bill of materials:
/// no damage, but said in the report.
///
/// @param code stable, kebab case
/// @param message for people
public record Note(String code, String message) {}
