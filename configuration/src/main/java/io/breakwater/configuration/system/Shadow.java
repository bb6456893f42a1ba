package io.breakwater.configuration.system;

/// A line of `/etc/shadow`, see shadow(5).
///
/// @param password hash, empty for none, locked with a leading `!` or `*`
/// @param minDays days between changes, -1 where the field is empty
/// @param maxDays days after which it must be changed, -1 where the field is empty
/// @param line from 1
record Shadow(String name, String password, long minDays, long maxDays, int line) {}
