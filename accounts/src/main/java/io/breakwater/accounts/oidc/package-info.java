/// Login of people through an OpenID Connect provider: authorization code flow with PKCE
/// (OpenID Connect Core 1.0, RFC 7636, RFC 9207). Only the protocol: what to send, and what of
/// the answer to believe; whoever calls does the HTTP.
///
/// 1. [ProviderMetadata#parse] reads the provider's discovery document.
/// 2. [OidcLogin#begin] says where to send the browser and what to keep meanwhile.
/// 3. [OidcLogin#callback] checks what comes back and says what to send to the provider.
/// 4. [OidcLogin#signIn] checks the ID token in its answer with the keys of [ProviderKeys].
/// 5. [GroupRoles] turns groups into roles.
@NullMarked
package io.breakwater.accounts.oidc;

import org.jspecify.annotations.NullMarked;
