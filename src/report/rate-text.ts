import { formatRate } from '../scenario/format-rate.ts';

/** Returns how fast a load sends: '200 requests/s', '6 requests/m', 'requests at 50/s..500/s over 30s'. */
export function rateText(rate: Parameters<typeof formatRate>[0]): string {
  const text = formatRate(rate);
  return rate.stages === undefined ? text.replace('/', ' requests/') : `requests at ${text}`;
}
