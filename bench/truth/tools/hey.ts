import { numberIn, wholeSeconds, type Tool } from './tool.ts';

const WORKERS = 50;

/** Each worker has a rate, and waits for its answer. */
export const hey: Tool = {
  name: 'hey',
  notes: `${WORKERS} workers, each with a share of the rate (-q) and closed loop`,
  debianPackage: 'hey',
  command: ({ url, ratePerSecond, seconds, timeoutMs }) => [
    'hey',
    '-z',
    `${seconds}s`,
    '-c',
    String(WORKERS),
    '-q',
    String(ratePerSecond / WORKERS),
    '-t',
    wholeSeconds(timeoutMs),
    url,
  ],
  parse: ({ stdout }) => {
    if (!stdout.includes('Summary:')) return undefined;
    const [, statuses = '', errors = ''] =
      /(Status code distribution:[\s\S]*?)?(Error distribution:[\s\S]*)?$/.exec(
        stdout.slice(Math.max(0, stdout.search(/Status code distribution:|Error distribution:/))),
      ) ?? [];
    const counted = [...statuses.matchAll(/^\s+\[(\d+)\]\s+(\d+) responses$/gm)].map(([, status, count]) => ({
      good: status?.startsWith('2') === true,
      count: Number(count),
    }));
    const sum = (good: boolean): number => counted.reduce((total, one) => total + (one.good === good ? one.count : 0), 0);
    const broken = [...errors.matchAll(/^\s+\[(\d+)\]\t/gm)].reduce((total, [, count]) => total + Number(count), 0);
    const p99Seconds = numberIn(stdout, /^\s+99% in ([\d.]+) secs$/m);
    return { ok: sum(true), failed: sum(false) + broken, p99Ms: p99Seconds === undefined ? undefined : p99Seconds * 1000 };
  },
};
