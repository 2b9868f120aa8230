import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Workplace } from '../../support/workplace.ts';

const root = resolve(import.meta.dirname, '../../..');
const manifest = z.object({ devDependencies: z.record(z.string(), z.string()) });

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** A copy of an example outside this checkout, with the packages that its package.json names: faultline as it is built. */
export class ExampleProject {
  readonly #place: Workplace;
  readonly #folder: string;

  private constructor(place: Workplace, folder: string) {
    this.#place = place;
    this.#folder = folder;
  }

  static async install(name: string): Promise<ExampleProject> {
    const place = await Workplace.make();
    const folder = join(place.directory, name);
    await cp(join(root, 'examples', name), folder, { recursive: true, filter: (file) => !/\/(node_modules|reports)$/.test(file) });
    await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
    const { devDependencies } = manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    for (const each of Object.keys(devDependencies)) {
      await symlink(each === 'faultline' ? root : join(root, 'node_modules', each), join(folder, 'node_modules', each));
    }
    // npm makes it executable, and the build does not.
    await writeFile(join(folder, 'node_modules/.bin/faultline'), `#!/bin/sh\nexec node ${root}/dist/cli/main.js "$@"\n`, { mode: 0o755 });
    await symlink(join(root, 'node_modules/.bin/mocha'), join(folder, 'node_modules/.bin/mocha'));
    return new ExampleProject(place, folder);
  }

  /** Returns how a script of its package.json ended, and all that it printed. */
  async run(script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((ended) => {
      const options = { cwd: this.#folder, env: { ...process.env, NO_COLOR: '1', ...env }, maxBuffer: 2 ** 26 };
      execFile('npm', ['run', '--silent', script], options, (error, stdout, stderr) => {
        ended({ code: Number(error?.code ?? 0), output: `${stdout}${stderr}` });
      });
    });
  }

  async remove(): Promise<void> {
    await this.#place.remove();
  }
}
