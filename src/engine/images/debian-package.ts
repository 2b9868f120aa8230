import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DOWNLOAD_LIMIT_MS = 120_000;
/** Error messages in English, and no questions. */
const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

/** Asking apt takes a second or more where it keeps no cache of its lists, and a process asks for each scenario. */
const versions = new Map<string, string>();

/** Returns the version of a package that apt would install, asked once; undefined when it knows none, or when there is no apt. */
export async function candidateVersion(name: string): Promise<string | undefined> {
  const version = versions.get(name) ?? (await askApt(name));
  if (version !== undefined) versions.set(name, version);
  return version;
}

async function askApt(name: string): Promise<string | undefined> {
  const output = await run('apt-cache', ['show', '--no-all-versions', name], { env }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return /^Version: (\S+)$/m.exec(output)?.[1];
}

/**
 * Downloads a package and what it needs beyond what is installed, and unpacks all of it below the directory. Nothing is installed.
 * Returns where it is unpacked.
 */
export async function unpackPackage(name: string, directory: string): Promise<string> {
  const archives = path.join(directory, 'archives');
  const root = path.join(directory, 'root');
  await mkdir(path.join(archives, 'partial'), { recursive: true });
  await mkdir(root);
  const options = ['-y', '--download-only', '--no-install-recommends', '-o', `Dir::Cache::archives=${archives}`];
  // Nothing that is installed changes, so that no other use of apt has to be waited for.
  const args = ['install', ...options, '-o', 'Debug::NoLocking=1', name];
  await run('apt-get', args, { env, timeout: DOWNLOAD_LIMIT_MS });
  const packages = (await readdir(archives)).filter((file) => file.endsWith('.deb'));
  for (const file of packages) await run('dpkg-deb', ['-x', path.join(archives, file), root]);
  return root;
}
