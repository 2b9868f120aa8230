import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeError } from '../errors/describe-error.ts';

const MODULES: ReadonlySet<string> = new Set(['.ts', '.mts', '.js', '.mjs']);

/** Returns whether a file is a module by its name. */
export function isModule(path: string): boolean {
  return MODULES.has(extname(path));
}

/** Returns the default export of a module, or why there is none and what to do about it. `write` is what its author should have written. */
export async function loadModule(
  path: string,
  write: string,
): Promise<{ readonly value: unknown } | { readonly message: string; readonly fix: string }> {
  try {
    const module: unknown = await import(pathToFileURL(resolve(path)).href);
    const value: unknown = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
    if (value !== undefined) return { value };
    return { message: 'the module has no default export', fix: `write \`${write}\`` };
  } catch (error) {
    const reason = describeError(error);
    const fix = reason.includes('Unknown file extension')
      ? 'this Node cannot load TypeScript: write a .mjs file, or start it with `node --import tsx`'
      : 'run the module by itself';
    return { message: `the module cannot be loaded: ${reason}`, fix };
  }
}
