import { fileURLToPath } from 'node:url';

/**
 * Which files the modules go to. Over plain HTTP browsers ask for six files at a time: what the page
 * needs that most people see first is in few, without what only others need of PatternFly.
 */

interface Module {
  readonly importedIds: readonly string[];
  /** As JavaScript. */
  readonly code: string | null;
}

type Modules = (id: string) => Module | null;

const FIRST = fileURLToPath(new URL('./src/main/web/pages/overview/index.tsx', import.meta.url));
const REACT = /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\//;
/** All of PatternFly comes through these; what is used of it is told by name. */
const DOORS = /\/@patternfly\/react-(core|table)\/dist\/esm\/((components|layouts)\/)?index\.js$/;
const COMPONENT = /\/@patternfly\/react-(?:core|table)\/dist\/esm\/(?:components|layouts)\/(\w+)\//;
const NAMES = /import\s*\{([^}]*)\}\s*from\s*["']@patternfly\/react-(?:core|table)["']/g;

/** Everything that is imported from here on, without what lies behind the doors. */
function reached(from: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (!found.has(id) && !DOORS.test(id)) {
      found.add(id);
      waiting.push(...(modules(id)?.importedIds ?? []));
    }
  }
  return found;
}

/** Behind the doors: the modules of a component's folder, by their names. */
function behind(doors: readonly string[], modules: Modules): readonly string[] {
  return doors
    .flatMap((door) => modules(door)?.importedIds ?? [])
    .flatMap((id) => (DOORS.test(id) ? behind([id], modules) : [id]));
}

function needs(modules: Modules): ReadonlySet<string> {
  const own = reached([FIRST], modules);
  const names = [...own].flatMap((id) =>
    [...(modules(id)?.code ?? '').matchAll(NAMES)].flatMap(([, list]) =>
      (list ?? '').split(',').map((name) => name.trim()),
    ),
  );
  const doors = [...own].flatMap((id) =>
    (modules(id)?.importedIds ?? []).filter((each) => DOORS.test(each)),
  );
  const components = behind([...new Set(doors)], modules).filter((id) => {
    const folder = COMPONENT.exec(id)?.[1];
    // `CardTitle` is in the folder `Card`.
    return folder !== undefined && names.some((name) => name.startsWith(folder));
  });
  return new Set([...own, ...reached(components, modules)]);
}

let first: ReadonlySet<string> | undefined;

/** For Rollup: the name of a module's file; undefined where it chooses itself. */
export function chunkOf(
  id: string,
  { getModuleInfo }: { readonly getModuleInfo: Modules },
): string | undefined {
  if (REACT.test(id)) {
    return 'react';
  }
  first ??= needs(getModuleInfo);
  return first.has(id) && /\/(@patternfly|shared)\//.test(id) ? 'common' : undefined;
}
