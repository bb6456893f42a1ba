package io.breakwater.secrets;

/// A kind of secret.
///
/// @param id stable, letters, digits and `_`: `aws_access_key`
/// @param title for people, with its article: `an AWS access key`
/// @param severity `low`, `medium`, `high` or `critical`
/// @param advice what to do with a secret of this kind that got out, a sentence
public record SecretKind(String id, String title, String severity, String advice) {}
