/// Checks of sudo: a scanner, a parser and a reader that follow sudoers(5) of sudo 1.9
/// (`toke.l`, `gram.y`), who may run what by the policy they read, and a table of rules.
@NullMarked
package io.breakwater.configuration.sudo;

import org.jspecify.annotations.NullMarked;
