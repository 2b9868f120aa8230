import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { manifest, ROOT } from './manifest.ts';

const execute = promisify(execFile);
const packReport = z.array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })).length(1);
// A busy machine, and packages that are not in npm's cache yet.
const TIMEOUT_MS = 300_000;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty project of a user, into which the packed tarball is installed as npm does it. */
export class UserProject {
  readonly directory: string;
  readonly tarball: string;
  /** What the tarball holds. */
  readonly files: readonly string[];

  constructor(directory: string, tarball: string, files: readonly string[]) {
    this.directory = directory;
    this.tarball = tarball;
    this.files = files;
  }

  /** Returns a project with faultline and its dependencies. Its `engines` are taken at their word by npm. */
  static async install(): Promise<UserProject> {
    const project = await UserProject.empty();
    const flags = ['--prefer-offline', '--ignore-scripts', '--engine-strict', '--no-audit', '--no-fund', '--no-package-lock'];
    await execute('npm', ['install', ...flags, project.tarball], { cwd: project.directory, timeout: TIMEOUT_MS });
    return project;
  }

  /** Returns a project with the lock file that `npm ci` installs faultline by. */
  static async locked(): Promise<UserProject> {
    const project = await UserProject.empty();
    const flags = ['--package-lock-only', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    await execute('npm', ['install', ...flags, project.tarball], { cwd: project.directory, timeout: TIMEOUT_MS });
    return project;
  }

  /** Returns a project into which nothing is installed yet, beside the tarball. */
  static async empty(): Promise<UserProject> {
    const directory = await mkdtemp('/tmp/fl-user-');
    // dist is as `npm test` has built it.
    const packed = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], { cwd: ROOT });
    const [report] = packReport.parse(JSON.parse(packed.stdout));
    const project = new UserProject(directory, path.join(directory, report?.filename ?? ''), report?.files.map((file) => file.path) ?? []);
    await project.write('package.json', JSON.stringify({ name: 'user', version: '1.0.0', private: true, type: 'module' }));
    return project;
  }

  /** Returns the names of the packages that were installed. */
  async packages(): Promise<readonly string[]> {
    const top = (await readdir(this.at('node_modules'))).filter((name) => !name.startsWith('.'));
    const nested = await Promise.all(
      top.map(async (name) =>
        name.startsWith('@') ? (await readdir(this.at(`node_modules/${name}`))).map((each) => `${name}/${each}`) : [name],
      ),
    );
    return nested.flat();
  }

  /** Lets the project have packages of this checkout, and the checkout itself, as if it had installed them. */
  async link(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const place = this.at(`node_modules/${name}`);
      await mkdir(path.dirname(place), { recursive: true });
      await rm(place, { recursive: true, force: true });
      await symlink(name === manifest.name ? ROOT : path.join(ROOT, 'node_modules', name), place);
    }
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(this.at(file), text);
  }

  /** Returns how a program ended that ran in the project. */
  async run(program: string, args: readonly string[]): Promise<Ended> {
    return execute(program, args, { cwd: this.directory, timeout: TIMEOUT_MS, maxBuffer: 2 ** 26 }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => {
        if (!(error instanceof Error) || !('stderr' in error) || !('stdout' in error) || !('code' in error)) throw error;
        return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
      },
    );
  }

  at(file: string): string {
    return path.join(this.directory, file);
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
