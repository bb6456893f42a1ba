/// Who somebody is and what they may do. Knows no HTTP and no database: the stores it needs are
/// interfaces ([io.breakwater.accounts.directory.AccountStore],
/// [io.breakwater.accounts.tokens.SigningKeyStore], [io.breakwater.accounts.audit.AuditTrail]).
///
/// | package | what lives there |
/// |---|---|
/// | `access` | roles, actions, and the decision whether somebody may do something |
/// | `passwords` | Argon2id hashes, generated passwords |
/// | `apikeys` | the shape and the stored form of API keys |
/// | `tokens` | scopes of the distribution token flow, signed tokens, their keys |
/// | `directory` | users and service IDs as a store keeps them |
/// | `login` | from credentials to who asks; what is remembered, what is slowed |
/// | `oidc` | login through an OpenID Connect provider |
/// | `audit` | what is remembered of who did what |
@NullMarked
package io.breakwater.accounts;

import org.jspecify.annotations.NullMarked;
