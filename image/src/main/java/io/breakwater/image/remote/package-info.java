/// The client side of a registry: OCI distribution 1.1, pull and push.
///
/// [io.breakwater.image.remote.RegistryClient] speaks for one repository. `Exchange` sends one
/// request with retries, redirects and authorisation; `Tokens` answers challenges;
/// `DockerConfiguration` finds credentials; `BlobStream` resumes. Nothing of java.net.http is
/// loaded before the first client is made.
@NullMarked
package io.breakwater.image.remote;

import org.jspecify.annotations.NullMarked;
