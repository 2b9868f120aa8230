import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import path from 'node:path';
import { ROOT } from '../../../package/support/manifest.ts';
import { nodeBinary, onNode } from '../../../package/support/other-node.ts';

export interface EndedPipeline {
  readonly code: number;
  readonly output: string;
}

/** Runs gitlab-ci-local, which reads a .gitlab-ci.yml by GitLab's schema and runs its jobs; it needs a newer Node.js than faultline. */
export async function gitlabCiLocal(directory: string, args: readonly string[]): Promise<EndedPipeline> {
  const [version] = onNode;
  const node = version === undefined ? process.execPath : await nodeBinary(version);
  const program = path.join(ROOT, 'node_modules/gitlab-ci-local/dist/index.js');
  const { FORCE_COLOR: _colour, ...env } = process.env;
  return promisify(execFile)(node, [program, ...args], {
    cwd: directory,
    env: { ...env, NO_COLOR: '1', npm_config_ignore_scripts: 'true' },
    timeout: 280_000,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: unknown) => {
      if (!(error instanceof Error) || !('stderr' in error) || !('stdout' in error) || !('code' in error)) throw error;
      return { code: Number(error.code), output: String(error.stdout) + String(error.stderr) };
    },
  );
}
