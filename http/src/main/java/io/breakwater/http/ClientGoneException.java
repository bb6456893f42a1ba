package io.breakwater.http;

import java.io.IOException;

/// Nobody takes the answer any more: the client left, or read too slowly. Handlers let it pass.
public final class ClientGoneException extends IOException {
  ClientGoneException(Throwable cause) {
    super("the client is gone", cause);
  }
}
