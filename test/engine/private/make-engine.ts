import { engineUp } from '../../../src/engine/private/engine-up.ts';

// Run as a process of its own, to be killed while it makes an engine.
await engineUp({ ...(process.argv[2] === undefined ? {} : { name: process.argv[2] }), onProgress: (line) => console.error(line) });
