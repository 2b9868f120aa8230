import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the directory in which faultline keeps what has to survive its own death: the undo logs of runs.
 * FAULTLINE_STATE_DIR, else /var/lib/faultline for root, else XDG_STATE_HOME/faultline or ~/.local/state/faultline.
 */
export function stateDir(env: Readonly<Record<string, string | undefined>> = process.env, uid = process.getuid?.()): string {
  if (env['FAULTLINE_STATE_DIR']) return env['FAULTLINE_STATE_DIR'];
  if (uid === 0) return '/var/lib/faultline';
  return join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'faultline');
}
