const MOST_TRIES = 1500;
const MOST_MS = 20_000;

/**
 * Returns a smaller file for which `stillWrong` holds: parts are left out, from large to small, as long as that helps.
 */
export async function minimise(bytes: Buffer, stillWrong: (candidate: Buffer) => Promise<boolean>): Promise<Buffer> {
  let smallest = bytes;
  let tries = 0;
  const end = performance.now() + MOST_MS;
  for (let size = Math.ceil(bytes.length / 2); size >= 1 && tries < MOST_TRIES; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && tries < MOST_TRIES && performance.now() < end; tries += 1) {
      const candidate = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if (await stillWrong(candidate)) smallest = candidate;
      else at += size;
    }
  }
  return smallest;
}
