package io.breakwater.configuration;

/// A check and what it says of an image.
public record CheckResult(Check check, Outcome outcome) {}
