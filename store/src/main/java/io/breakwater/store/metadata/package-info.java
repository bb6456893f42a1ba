/// What a registry knows of its content, in SQL: [Metadata] is opened once and runs a [Work] in a
/// [Transaction], which hands out the subjects (namespaces, repositories, blobs, manifests, tags,
/// trash, garbage, uploads, inventories, packages, images, exemptions, settings, mirrors, leases,
/// identities, API keys, sessions, signing keys, audit events, pending logins, traffic, events,
/// subscriptions, deliveries, known issues, consistency).
///
/// **Two databases, one schema.** `1.sql`, `2.sql` … are read by SQLite and PostgreSQL alike but
/// for the names of types ([Dialect]); every text is ordered by its bytes, so that pages are the
/// same. One contract suite runs on both.
///
/// **Invariants.** Foreign keys keep a manifest from naming a blob that is gone. A repository
/// serves the blobs that it has links to; the link counts the manifests that need it, and goes
/// when none does. A blob counts once a namespace, in the transaction that links it. Deleted
/// manifests stay in the trash with what they need, and count for nothing. Blobs that may have
/// become garbage are queued, so that a step of garbage collection costs what it finds and not
/// what there is.
///
/// **Order of changes.** SQLite has one writer, which commits many works with one fsync. On
/// PostgreSQL all that changes a namespace locks its row first; garbage collection locks the blobs
/// and manifests that it takes, and looks again. What meets nevertheless is run again. Works that
/// decide by what they read begin with [Namespaces#lock].
///
/// **Packages are interned**, and the inverse of what an image holds is kept: sorted ids in pieces,
/// as differences. A push appends to neither piece: what it adds waits as it is, and
/// [PackageIndexing] brings many images in at once, for each package one write; look-ups read the
/// pieces and what waits.
///
/// **Decision: neither Flyway nor JDBI** (measured on JDK 25, 2 cores, an empty SQLite file).
/// Flyway 13.12 takes 400 to 800 ms for one migration at the first start, of the 1,500 ms that the
/// server has; [Migrations] does the same, with checksums, in a hundred lines. The first query
/// through JDBI 3.55 takes 580 to 680 ms, and each later one 13 to 35 µs against 5 µs for a
/// statement that stays prepared; a pull by tag has about 100 µs for everything. [Sql] is what is
/// used of either.
@NullMarked
package io.breakwater.store.metadata;

import org.jspecify.annotations.NullMarked;
