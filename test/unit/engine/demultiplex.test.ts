import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { demultiplex } from '../../../src/engine/containers/demultiplex.ts';

const frame = (stream: number, data: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
};

describe('demultiplex', () => {
  it('finds the frames again, however the stream was cut', async () => {
    const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(frames, fc.integer({ min: 1, max: 30 }), async (given, size) => {
        const bytes = Buffer.concat(given.map(([stream, data]) => frame(stream, Buffer.from(data))));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
        const found = [];
        for await (const { stream, data } of demultiplex(Readable.from(chunks))) found.push([stream === 'stdout' ? 1 : 2, [...data]]);
        expect(found).to.deep.equal(given.map(([stream, data]) => [stream, [...data]]));
      }),
    );
  });
});
