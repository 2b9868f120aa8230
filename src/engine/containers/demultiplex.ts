const HEADER_BYTES = 8;
const STDERR = 2;

export interface StreamChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Buffer;
}

/**
 * Yields the payloads of the engine's multiplexed stream: each frame has a header with the stream's number in byte 0 and
 * the payload's length in bytes 4 to 7, big endian.
 * @see https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
export async function* demultiplex(stream: AsyncIterable<unknown>): AsyncGenerator<StreamChunk> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(4);
      if (rest.length < end) break;
      yield { stream: rest[0] === STDERR ? 'stderr' : 'stdout', data: rest.subarray(HEADER_BYTES, end) };
      rest = rest.subarray(end);
    }
  }
}

/** Yields a stream that is not multiplexed, as of a container with a terminal. */
export async function* asStdout(stream: AsyncIterable<unknown>): AsyncGenerator<StreamChunk> {
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield { stream: 'stdout', data: chunk };
}
