/// The stores of this module over the metadata of [io.breakwater.store.metadata], SQLite or
/// PostgreSQL: values of the domain made of rows and back.
@NullMarked
package io.breakwater.accounts.stored;

import org.jspecify.annotations.NullMarked;
