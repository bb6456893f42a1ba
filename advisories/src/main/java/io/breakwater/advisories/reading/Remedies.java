package io.breakwater.advisories.reading;

/// What to do next, in the words that several errors share.
public final class Remedies {
  public static final String FETCH_AGAIN =
      "Fetch the feed again (breakwater feeds update); the advisories read before stay in use";

  private Remedies() {}
}
