/// Lists of very many images, and questions after one of them, asked of a server that runs.
@NullMarked
package io.breakwater.bench.lists;

import org.jspecify.annotations.NullMarked;
