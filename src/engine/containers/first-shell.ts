const shells: ReadonlySet<string> = new Set(['sh', 'ash', 'bash', 'dash', 'busybox', 'zsh', 'ksh']);
/** With a single command, newer shells replace themselves by it; more than one keep the shell. */
const MORE_THAN_ONE = /[;&|\n(]/;

/**
 * Returns `{ shell }` for a container whose first process is a shell that runs a script with -c and stays while the program runs. Not for a script that hands
 * over with `exec`, nor for an init in front. The script itself is not told: it may hold secrets.
 */
export function firstShell(path: string, args: readonly string[]): { readonly shell?: string } {
  const words = path.endsWith('busybox') ? args.slice(1) : args;
  const [option, script] = words;
  if (!shells.has(path.split('/').at(-1) ?? '') || option !== '-c' || script === undefined) return {};
  if (/(^|[;&|\n({\s])exec\s/.test(script) || !MORE_THAN_ONE.test(script)) return {};
  return { shell: `${path} -c` };
}
