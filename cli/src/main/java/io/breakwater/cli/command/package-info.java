/// What every command is made of: its options and parameters, its surroundings, and how it ends.
@NullMarked
package io.breakwater.cli.command;

import org.jspecify.annotations.NullMarked;
