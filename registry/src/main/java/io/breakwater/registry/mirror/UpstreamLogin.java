package io.breakwater.registry.mirror;

import io.breakwater.image.remote.Login;

/// A log-in that the server's configuration has for an upstream registry. It is for that host
/// alone: who sets up a mirror can choose a log-in by its name, but not where it is sent.
///
/// @param host `docker.io`, as in [Mirror#host]
public record UpstreamLogin(String host, Login login) {}
