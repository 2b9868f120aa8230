import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

const names = z.record(z.string(), z.string()).default({});
const schema = z.object({
  name: z.string(),
  version: z.string(),
  engines: z.object({ node: z.string() }),
  exports: z.record(z.string(), z.union([z.string(), z.object({ types: z.string(), default: z.string() })])),
  dependencies: names,
  devDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean() })).default({}),
});

/** faultline's package.json. */
export const manifest = schema.parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));

/** What can be imported, as a user writes it: `faultline`, `faultline/chai`. Without the files that are data. */
export const entries = Object.entries(manifest.exports).flatMap(([subPath, target]) =>
  typeof target === 'string' ? [] : [{ name: path.posix.join(manifest.name, subPath), ...target }],
);
