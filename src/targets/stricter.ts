import type { BlastRadius } from '../scenario/scenario.ts';
import { withoutUndefined } from '../scenario/without-undefined.ts';

/** Returns the blast radius that allows only what both allow; a side that does not say whether the last healthy replica may be hit leaves it to the other. */
export function stricter(one: BlastRadius, other: BlastRadius): BlastRadius {
  const said = [one.lastHealthy, other.lastHealthy].filter((allowed) => allowed !== undefined);
  const allow = [...(one.allow ?? []), ...(other.allow ?? [])];
  const deny = [...new Set([...(one.deny ?? []), ...(other.deny ?? [])])];
  return withoutUndefined({
    maxTargets: smaller(one.maxTargets, other.maxTargets),
    maxShare: smaller(one.maxShare, other.maxShare),
    maxDurationMs: smaller(one.maxDurationMs, other.maxDurationMs),
    lastHealthy: said.length === 0 ? undefined : said.every(Boolean),
    allow: allow.length === 0 ? undefined : allow,
    deny: deny.length === 0 ? undefined : deny,
    skipRefused: one.skipRefused ?? other.skipRefused,
  });
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
