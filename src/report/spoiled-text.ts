import { formatDuration } from './format.ts';

/** Returns how much of a stream's time is no evidence, because the harness did not keep its own request schedule. */
export function spoiledText(spoiled: readonly { readonly fromMs: number; readonly untilMs: number }[]): string {
  const ms = spoiled.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  return spoiled.length === 0 ? 'nothing' : `${formatDuration(ms)} is not evidence: faultline fell behind its own schedule`;
}
