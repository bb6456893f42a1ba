package io.breakwater.secrets;

/// A secret in a file, a variable or a command. Neither the secret nor anything made from it is
/// kept.
///
/// @param kind identifier of a [SecretKind]
/// @param line where it begins, from 1; 0 outside of files
public record SecretMatch(String kind, int line) {}
