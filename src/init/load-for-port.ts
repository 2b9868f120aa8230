import type { LoadInput } from '../scenario/frame-inputs.ts';

/** Ports on which most programs speak HTTP; for others a bare connect tells whether somebody is there. */
const speaksHttp: ReadonlySet<number> = new Set([80, 3000, 4000, 5000, 8000, 8080, 8081, 8888, 9000]);

/** Returns the load on a published port; `http` says whether it is known to answer requests. */
export function loadForPort(subject: string, port: number, http = speaksHttp.has(port)): LoadInput {
  return { url: http ? `http://${subject}:${port}/` : `tcp://${subject}:${port}`, rate: '20/s', timeout: '1s' };
}
