package io.breakwater.testkit.images;

/// What is wrong with a layer on purpose.
public sealed interface Damage {
  /// The manifest names this digest; the content is stored under it.
  record WrongDigest(String digest) implements Damage {}

  /// The configuration names this diff ID.
  record WrongDiffId(String diffId) implements Damage {}

  /// The manifest states this size.
  record WrongSize(long size) implements Damage {}

  /// Only the first bytes are stored; manifest and configuration speak of the whole.
  record Cut(int length) implements Damage {}

  /// One bit of the stored byte at this offset is turned.
  record Flipped(int offset) implements Damage {}

  /// Nothing is stored.
  record Missing() implements Damage {}

  /// The manifest states this media type.
  record MediaType(String mediaType) implements Damage {}
}
