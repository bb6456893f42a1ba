/// Who somebody is and what they may do. Knows no HTTP. Logins and tokens know no database
/// either: the stores they need are interfaces
/// ([io.breakwater.accounts.directory.AccountStore],
/// [io.breakwater.accounts.tokens.SigningKeyStore], [io.breakwater.accounts.audit.AuditTrail]),
/// which `stored` keeps in the metadata.
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
/// | `oidc.admission` | whom a provider signed in becomes a user with the roles of their groups |
/// | `audit` | what is remembered of who did what |
/// | `stored` | the stores over the metadata, SQLite or PostgreSQL |
/// | `management` | users, service IDs, keys and roles: the rules, with right and audit event |
/// | `firststart` | the first Manager, and the way back in |
@NullMarked
package io.breakwater.accounts;

import org.jspecify.annotations.NullMarked;
