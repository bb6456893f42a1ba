/// What people do with users, service IDs, API keys and roles: each call checks the right, does
/// what it does in one transaction together with its audit event, and answers an [Outcome].
///
/// Rules that hold in all of them:
///
/// - Nobody deletes themselves or takes their own role Manager of the account: another Manager
///   does.
/// - An account keeps one Manager at least who can log in ([LastManager]).
/// - Who has roles in other accounts, too, is given no password and no keys from within one: they
///   would carry the rights there along.
/// - Somebody who logs in through a provider has no password here, and keys for a while only, so
///   that what the provider takes away ends here.
@NullMarked
package io.breakwater.accounts.management;

import org.jspecify.annotations.NullMarked;
