import type { StreamAnalysis, Window } from '../../analysis/analysis.ts';
import { possibleShares } from '../../checks/availability.ts';

const POINTS = 100;

/**
 * Returns how far the availability over the window may be off, '± 0.8 points': by what the edges of its outages leave open, and by the requests that
 * faultline spoiled itself. Undefined without either.
 */
export function shareDoubt(stream: StreamAnalysis, window: Window | undefined): string | undefined {
  const span = window ?? { fromMs: 0, untilMs: Infinity };
  const lengthMs = span.untilMs - span.fromMs;
  const edgesMs = stream.outages.reduce((sum, { uncertaintyMs }) => sum + (Number.isFinite(uncertaintyMs) ? uncertaintyMs : 0), 0);
  const { low, high } = possibleShares({ stream, window: span });
  const spoiled = Number.isFinite(high - low) ? high - low : 0;
  const share = Math.min(1, (Number.isFinite(lengthMs) && lengthMs > 0 ? edgesMs / lengthMs : 0) + spoiled);
  if (!(share > 0)) return undefined;
  const points = share * POINTS;
  return `± ${points >= 10 ? Math.round(points) : points >= 0.1 ? points.toFixed(1) : points.toPrecision(1)} points`;
}
