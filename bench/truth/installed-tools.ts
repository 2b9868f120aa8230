import { spawnSync } from 'node:child_process';
import { tools } from './tools/tools.ts';
import type { Tool } from './tools/tool.ts';

export interface InstalledTools {
  readonly installed: readonly Tool[];
  /** Names of Debian packages. */
  readonly missingPackages: readonly string[];
}

/** Returns the tools that can be run here; with `install`, the missing ones are installed first (Debian, as root). */
export function installedTools(install: boolean): InstalledTools {
  const before = look();
  if (!install || before.missingPackages.length === 0) return before;
  const stdio = ['ignore', 2, 2] as const;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: [...stdio], env });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...before.missingPackages], { stdio: [...stdio], env });
  return look();
}

function look(): InstalledTools {
  const here = (tool: Tool): boolean => {
    const [program] = tool.command({ url: '', port: 0, ratePerSecond: 0, seconds: 0, timeoutMs: 0, file: '' });
    return spawnSync('bash', ['-c', 'command -v "$1"', 'bash', program]).status === 0;
  };
  const missing = tools.filter((tool) => !here(tool));
  return {
    installed: tools.filter((tool) => !missing.includes(tool)),
    missingPackages: [...new Set(missing.flatMap(({ debianPackage }) => debianPackage ?? []))],
  };
}
