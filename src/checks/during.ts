import { z } from 'zod';
import type { Analysis, Window, WindowName } from '../analysis/analysis.ts';
import { onlyWindow } from '../analysis/windows.ts';
import { CannotTell } from './conclude.ts';
import { endedText } from './ended-text.ts';

const windowNames = ['steady', 'chaos', 'recovery', 'run'] as const satisfies readonly WindowName[];

/** Returns the schema of the option `during` of a check that cannot do without a window. */
export function during() {
  return z.enum(windowNames).default('chaos').describe('The part of the run that is judged: steady, chaos (default), recovery or run.');
}

/** Returns the schema of the option `during` of a check that looks at the whole run when it is absent. */
export function duringOrAlways() {
  return z.enum(windowNames).optional().describe('The part of the run that is judged (default: all of it).');
}

/** Returns the window. @throws CannotTell when the run ended before it, or within it. */
export function windowOf(analysis: Analysis, name: WindowName): Window {
  const window = analysis.windows[name] ?? onlyWindow(analysis.windows);
  if (window === undefined) throw new CannotTell(`${endedText(analysis.ended)}, before its ${name} phase`);
  if (isCut(analysis, name)) throw new CannotTell(`${endedText(analysis.ended)}, before its ${name} phase was over`);
  return window;
}

/** Returns whether the run ended early and so did this window. */
export function isCut({ ended, soFar, windows }: Analysis, name: WindowName): boolean {
  if (ended === 'completed' || soFar !== undefined) return false;
  // The steady phase ends by itself also when it did not hold; nothing else had its chance.
  if (ended === 'not-steady') return name !== 'steady';
  const later = { steady: windows.chaos, chaos: windows.recovery, recovery: undefined, run: undefined };
  return later[name] === undefined;
}
