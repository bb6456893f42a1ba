package io.breakwater.cli.cr.server;

import io.breakwater.cli.cr.json.JsonValue;

/// A server's answer that is no error.
///
/// @param json nothing where the answer has no body
public record Answer(int status, JsonValue json) {}
