package io.breakwater.cli.cr.template;

/// A template that is none, or that asks for what is not there. The message says what.
public final class TemplateException extends RuntimeException {
  TemplateException(String message) {
    super(message);
  }
}
