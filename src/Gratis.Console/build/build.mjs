// What MSBuild runs: node build.mjs STATE STAMP. Installs the packages where those of the lock file are not there, builds into STATE/dist when a source
// changed, and writes STAMP. Several builds may run at once, in one MSBuild or in many: one works, the others wait for what it made.
// Exit code 2: it cannot be built on this machine. 1: the console itself has a fault.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [state, stamp] = process.argv.slice(2);
const dist = join(state, 'dist');
const builtFrom = join(state, 'built-from.txt');

requireNode(20, 19);
mkdirSync(state, { recursive: true });
const release = lock(join(state, 'lock'));
try {
  const sources = hash([
    '.npmrc',
    'package.json',
    'package-lock.json',
    'index.html',
    'tsconfig.json',
    'vite.config.ts',
    'build',
    'public',
    'src',
  ]);
  if (!existsSync(dist) || read(builtFrom) !== sources) {
    install();
    build();
    writeFileSync(builtFrom, sources);
  }
  writeFileSync(stamp, sources);
} finally {
  release();
}

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  if (haveMajor < major || (haveMajor === major && haveMinor < minor))
    fail(2, `Node.js ${major}.${minor} or newer is needed, this is ${process.versions.node}.`);
}

/** What checks the console is left out where nobody works on it. */
function install() {
  const wanted = packagesIn('package-lock.json');
  const have = packagesIn('node_modules/.package-lock.json');
  const isThere = ([path, { version }]) => have.get(path)?.version === version;
  if ([...wanted].filter(([, one]) => !(one.dev || one.optional || one.devOptional)).every(isThere)) return;
  const hasChecks = [...have.values()].some((one) => one.dev);
  run(2, 'ci', ...(hasChecks ? [] : ['--omit=dev']), '--prefer-offline', '--fetch-retries=1');
}

/** Of a lock file, or of npm's own note of what it installed. */
function packagesIn(lockFile) {
  const { packages } = JSON.parse(read(join(root, lockFile)) ?? '{"packages":{}}');
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

function build() {
  const [fresh, old] = [`${dist}.new`, `${dist}.old`];
  run(1, 'run', 'build', { GRATIS_CONSOLE_OUT: fresh });
  // Nobody ever finds half of it.
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

/** Says nothing unless it fails. */
function run(exitCode, ...words) {
  const environment = typeof words.at(-1) === 'object' ? words.pop() : {};
  const done = spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    // npm is a script on Windows, and scripts are for the shell to start.
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    fail(exitCode, done.error?.message ?? '', done.stdout ?? '', done.stderr ?? '', `npm ${words.join(' ')} failed.`);
}

/** Of names and contents: a file that is only newer changes nothing. Tests are no part of the console. */
function hash(paths) {
  const all = createHash('sha256');
  for (const path of paths
    .map((name) => join(root, name))
    .flatMap(filesBelow)
    .sort()) {
    const content = createHash('sha256').update(readFileSync(path)).digest('hex');
    all.update(`${relative(root, path)} ${content}\n`);
  }
  return all.digest('hex');
}

function filesBelow(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => filesBelow(join(path, entry.name)));
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    return /\.test\.tsx?$/.test(path) ? [] : [path];
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Waits for its turn. A holder that died without a word is passed over. */
function lock(path) {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      const release = () => rmSync(path, { force: true });
      process.on('exit', release);
      return release;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(read(path));
    if (holder > 0 && !isAlive(holder)) takeAway(path, holder);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

/** A rename succeeds for one only; who finds that it took a living one's puts it back. */
function takeAway(path, dead) {
  const taken = `${path}.${process.pid}`;
  try {
    renameSync(path, taken);
    if (Number(read(taken)) === dead) rmSync(taken);
    else renameSync(taken, path);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(exitCode, ...words) {
  console.error(words.filter((word) => word !== '').join('\n'));
  process.exit(exitCode);
}
