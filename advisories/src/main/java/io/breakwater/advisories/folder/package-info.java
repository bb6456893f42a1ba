/// Folders and archives of feed files, and the database built from them.
@NullMarked
package io.breakwater.advisories.folder;

import org.jspecify.annotations.NullMarked;
