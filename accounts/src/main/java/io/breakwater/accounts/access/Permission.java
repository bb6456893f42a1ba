package io.breakwater.accounts.access;

/// Something done to something: what a route asks for.
public record Permission(Action action, Resource resource) {
  /// `pull from repository birds/robin`.
  public String display() {
    return action.words() + " " + resource.display();
  }
}
