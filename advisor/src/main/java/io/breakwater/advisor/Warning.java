package io.breakwater.advisor;

/// Something the reader should know that decides nothing.
///
/// @param code stable, kebab case
public record Warning(String code, String message) {}
