// Makes the scripts and the style sheets of report.html and of the pages over several runs, as one file each that needs nothing else, in dist/report/html.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const client = join(root, 'src/report/html/client');

await build({
  entryPoints: {
    report: join(client, 'main.ts'),
    'report-style': join(client, 'report.css'),
    pages: join(client, 'pages.ts'),
    'pages-style': join(client, 'pages.css'),
  },
  outdir: join(root, 'dist/report/html'),
  tsconfig: join(client, 'tsconfig.json'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
});
