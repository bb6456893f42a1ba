package io.breakwater.rpmdb;

/// The first thing in a store that could not be understood.
///
/// @param limit true when a limit was passed, false when the bytes are wrong
/// @param why what was expected and what was found
/// @param offset byte offset in the store's file
public record Damage(boolean limit, String why, long offset) {}
