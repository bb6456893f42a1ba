package io.breakwater.http;

/// What answers a method on the paths of a pattern.
///
/// @param method in capitals
/// @param pattern as described at [Routes]
/// @param attribute what a filter reads of it, for example the permission it needs
public record Route(String method, String pattern, Object attribute, Handler handler) {
  @Override
  public String toString() {
    return method + " " + pattern;
  }
}
