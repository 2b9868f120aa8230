import { FaultlineError } from '../errors/faultline-error.ts';
import { chooseAddress } from './choose-address.ts';
import { connectEngine, type ConnectOptions } from './connect-engine.ts';
import type { Engine } from './engine.ts';
import { findPrivateEngine } from './private/find-private-engine.ts';
import { DEFAULT_NAME } from './private/engine-up.ts';
import { INSTALL_COMMAND, missingPrerequisites } from './private/prerequisites.ts';

/**
 * Returns the engine that `--engine` means (see chooseAddress), connected.
 * @throws ERR_ENGINE_UNREACHABLE with a hint at what is possible on this machine, ERR_CAPABILITY_MISSING, ERR_USAGE
 */
export async function chooseEngine(
  choice: string | undefined,
  onProgress: (line: string) => void,
  options: ConnectOptions = {},
): Promise<Engine> {
  try {
    return await connectEngine(await chooseAddress(choice, onProgress), options);
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.code !== 'ERR_ENGINE_UNREACHABLE') throw error;
    throw new FaultlineError(error.code, error.message, { hint: `${await privateHint()} ${error.hint ?? ''}`.trim(), cause: error });
  }
}

async function privateHint(): Promise<string> {
  if ((await findPrivateEngine(DEFAULT_NAME).catch(() => undefined)) !== undefined)
    return 'A private engine is up: add `--engine private`.';
  const missing = await missingPrerequisites();
  if (missing.length === 0) return 'Add `--engine private` to use a throw-away engine of its own.';
  if (process.platform !== 'linux') return '';
  return `As root with dockerd installed (${INSTALL_COMMAND}), \`--engine private\` needs no running Docker.`;
}
