import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILD = 'mkdir -p dist/cli && cp src/main.js dist/cli/main.js && grep -vq broken src/main.js';
const run = promisify(execFile);

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** A checkout with faultline's real scripts around a package so small that installing and building it takes no time and no network. */
export class Checkout {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  static async make(): Promise<Checkout> {
    const checkout = new Checkout(await mkdtemp('/tmp/fl-checkout-'));
    const manifest = { name: 'small', version: '1.0.0', scripts: { build: BUILD }, dependencies: { local: 'file:local' } };
    await cp(path.join(ROOT, 'scripts'), checkout.at('scripts'), { recursive: true });
    await mkdir(checkout.at('src'));
    await mkdir(checkout.at('local'));
    await writeFile(checkout.at('local/package.json'), JSON.stringify({ name: 'local', version: '1.0.0' }));
    await writeFile(checkout.at('src/main.js'), '// whole\n');
    for (const file of ['tsconfig.json', 'tsconfig.build.json']) await writeFile(checkout.at(file), '{}');
    await writeFile(checkout.at('package.json'), JSON.stringify(manifest));
    await checkout.lock({});
    return checkout;
  }

  /** Writes the lock file: one package of the checkout's own, and more. */
  async lock(more: Readonly<Record<string, { readonly version: string; readonly optional?: boolean }>>): Promise<void> {
    const local = { local: { version: '1.0.0' }, 'node_modules/local': { resolved: 'local', link: true } };
    const packages = { '': { name: 'small', version: '1.0.0', dependencies: { local: 'file:local' } }, ...local, ...more };
    const lock = { name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
    await writeFile(this.at('package-lock.json'), JSON.stringify(lock));
  }

  async node(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
    return run(process.execPath, [this.at(script), ...args], { cwd: this.directory, env }).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      (error: unknown) => {
        if (!(error instanceof Error) || !('stderr' in error) || !('code' in error)) throw error;
        return { code: Number(error.code), output: String(error.stderr) };
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
