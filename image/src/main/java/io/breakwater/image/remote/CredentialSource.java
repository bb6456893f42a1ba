package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.util.List;

/// Where the credentials for a registry come from.
interface CredentialSource {
  Credentials find(String host, String repository) throws ImageException;

  /// What went wrong on the way, for the message of a refused log-in; added to.
  List<String> notes();
}
