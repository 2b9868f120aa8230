// Makes a fresh checkout ready for `npm start` and `npm test`: packages, build, and a Docker Engine to use. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineAnswers } from './engine-answers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MAIN = join(root, 'dist/cli/main.js');
const MISSING = 3;
/** Debian packages with the programs that a private engine needs of them. */
const ENGINE_PACKAGES = {
  'docker.io': ['dockerd', 'containerd'],
  iptables: ['iptables'],
  iproute2: ['ip'],
  'util-linux': ['nsenter', 'unshare'],
  mount: ['mount', 'umount'],
};
/** And that some tests use themselves, none of which `npm test` runs after every change: `scripts/test.mjs` asks for them before it runs others. */
const TEST_PACKAGES = {
  openssl: ['openssl'],
  gcc: ['gcc'],
  'libc6-dev': ['gcc'],
  chromium: ['chromium'],
  git: ['git'],
  rsync: ['rsync'],
  'docker-compose': ['docker-compose'],
};
const forEveryTest = process.argv[2] === 'every-test';

requireNode();
// None of the packages needs its install script, and two would compile native code that is not used.
if (packagesAreStale()) run('packages', 'npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
// A failed build may have written files that look new.
if (buildIsStale()) run('build', 'npm', ['run', '--silent', 'build'], () => rmSync(MAIN, { force: true }));
await requireEngine();

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(2, `faultline needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

/** npm keeps what it installed in node_modules/.package-lock.json: it must hold every package that package-lock.json asks for. */
function packagesAreStale() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const installed = readJson(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (installed === undefined) return true;
  return Object.entries(wanted).some(([path, { version, optional }]) => {
    if (path === '') return false;
    // Optional packages are those of other systems.
    return installed[path] === undefined ? optional !== true : installed[path].version !== version;
  });
}

function buildIsStale() {
  if (!existsSync(MAIN)) return true;
  const built = statSync(MAIN).mtimeMs;
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return [...sources, ...['tsconfig.json', 'tsconfig.build.json', 'scripts/build-report-client.mjs'].map((file) => join(root, file))].some(
    (file) => statSync(file).mtimeMs > built,
  );
}

async function requireEngine() {
  const isRoot = process.geteuid?.() === 0;
  const forEngine = missingPackages(ENGINE_PACKAGES);
  const privatePossible = process.platform === 'linux' && isRoot && forEngine.length === 0;
  const hasEngine = privatePossible || (await engineAnswers());
  if (!hasEngine && process.platform !== 'linux') fail(MISSING, 'No Docker Engine answers. Start Docker, or set DOCKER_HOST to an engine.');
  if (!hasEngine && forEngine.length === 0) {
    fail(MISSING, 'No Docker Engine answers. Start Docker, set DOCKER_HOST, or run this as root: a private engine is then used.');
  }
  const packages = [...(hasEngine ? [] : forEngine), ...(forEveryTest ? missingPackages(TEST_PACKAGES) : [])];
  if (packages.length > 0) install(packages, hasEngine ? 'Missing' : 'No Docker Engine answers and none is installed. Missing', isRoot);
}

function install(packages, reason, isRoot) {
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  if (!isRoot || find('apt-get') === undefined) {
    const how = find('apt-get') === undefined ? `the programs of the Debian packages ${packages.join(', ')}` : `apt-get ${args.join(' ')}`;
    const alternative = packages.includes('docker.io') ? ' Or start Docker, or set DOCKER_HOST to an engine.' : '';
    fail(MISSING, `${reason}: ${packages.join(', ')}. Install, as root: ${how}.${alternative}`);
  }
  console.error(`faultline: ${reason}: ${packages.join(', ')}. Installing with apt-get.`);
  // One unreachable source among several makes the update fail; whether the packages are to be had shows next.
  attempt('package lists', 'apt-get', ['update', '-q']);
  run('packages', 'apt-get', args);
  const still = missingPackages({ ...ENGINE_PACKAGES, ...TEST_PACKAGES }).filter((name) => packages.includes(name));
  if (still.length > 0) fail(MISSING, `${still.join(', ')}: installed, but the programs are not in PATH.`);
}

/** The packages with programs that this machine lacks. */
function missingPackages(needed) {
  return Object.keys(needed).filter((name) => needed[name].some((program) => find(program) === undefined));
}

function find(program) {
  const path = `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;
  return path
    .split(':')
    .map((directory) => join(directory, program))
    .find((candidate) => {
      try {
        accessSync(candidate, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function run(what, program, args, onFailure = () => undefined) {
  const { status, error } = attempt(what, program, args);
  if (status === 0) return;
  onFailure();
  fail(status ?? 1, `${what}: ${error?.message ?? `${program} ended with exit code ${status}`}`);
}

function attempt(what, program, args) {
  console.error(`faultline: ${what}: ${program} ${args.join(' ')}`);
  // Our own standard output is for results.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], env });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function fail(code, message) {
  console.error(`faultline: ${message}`);
  process.exit(code);
}
