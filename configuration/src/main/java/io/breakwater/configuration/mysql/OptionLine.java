package io.breakwater.configuration.mysql;

import org.jspecify.annotations.Nullable;

/// One option of an option file, before anybody knows what it means.
///
/// @param group what stands between `[` and `]`, without space at its end
/// @param name as written
/// @param value without quotes and escapes; null where there is no `=`
record OptionLine(String group, String name, @Nullable String value, Place place) {}
