// Builds the pages for the server: node build.mjs FOLDER
// Installs what the lock file names, where that is another than what is there; checks the types; bundles; packs each
// file; and writes the list by which the server knows them. What was built of the same sources is left as it is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const home = fileURLToPath(new URL('.', import.meta.url));
const out = process.argv[2];
const NODE = 20;

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function fail(message) {
  console.error(`console: ${message}`);
  process.exit(1);
}

function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: home,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (result.error) {
    fail(`${command} cannot be started: ${result.error.message}`);
  }
  if (result.status !== 0) {
    fail(`${command} ${args.join(' ')} failed; what it says is above`);
  }
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hash(paths) {
  const sha = createHash('sha256');
  for (const path of paths) {
    sha.update(relative(home, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return sha.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

if (out === undefined) {
  fail('which folder? node build.mjs FOLDER');
}
if (Number(process.versions.node.split('.')[0]) < NODE) {
  fail(
    `Node ${process.versions.node} is too old: install ${NODE} or newer, or build with -Dconsole.skip=true`,
  );
}

const lock = hash([join(home, 'package-lock.json'), join(home, 'package.json')]);
const installed = join(home, 'node_modules', '.breakwater-lock');
if (read(installed) !== lock) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installed, lock);
}

const inputs = hash([
  ...files(join(home, 'src', 'main', 'web')),
  ...['build.mjs', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'chunks.ts'].map(
    (name) => join(home, name),
  ),
]);
const web = join(out, 'io', 'breakwater', 'console', 'web');
const built = join(out, '..', 'console-inputs');
if (read(built) === inputs && existsSync(join(web, 'files.tsv'))) {
  process.exit(0);
}

run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit']);
run(
  process.execPath,
  [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel=warn'],
  { CONSOLE_OUT: web },
);

const lines = files(web).map((path) => {
  const name = relative(web, path);
  const type = TYPES[extname(name)] ?? fail(`${name}: of what media type?`);
  const content = readFileSync(path);
  // Fonts are compressed as they are.
  if (extname(name) !== '.woff2') {
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    );
  }
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 32);
  return [name, type, digest, extname(name) === '.woff2' ? '' : 'br,gzip'].join('\t');
});
mkdirSync(web, { recursive: true });
writeFileSync(join(web, 'files.tsv'), lines.join('\n') + '\n');
writeFileSync(built, inputs);
