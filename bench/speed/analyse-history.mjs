/** Reads a history and says what that took, in a process with nothing else in it. Arguments: `parse`, or `analyse` and the compiled faultline; the file. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [what, file, dist] = process.argv.slice(2);

/** In kilobytes by Linux, whatever the process did before. */
const peakMb = () => process.resourceUsage().maxRSS / 1024;

async function timed(work) {
  const fromMs = performance.now();
  const result = await work();
  return [result, performance.now() - fromMs];
}

async function parse() {
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (JSON.parse(line).seq > 0) lines += 1;
  return lines;
}

async function analyseHistory() {
  const part = async (path) => import(pathToFileURL(join(dist, path)).href);
  // As the command line does: it trades some time for memory.
  await part('cli/small-heap.js');
  const { readHistory } = await part('history/read-history.js');
  const { analyse } = await part('analysis/analyse.js');
  const [events, readMs] = await timed(() => readHistory(file));
  const [analysis, analyseMs] = await timed(() => analyse(events));
  const told = { readMs, analyseMs, peakMb: peakMb(), due: analysis.load.users.primary?.due ?? 0 };
  const { judgeHistory } = await part('checks/judge-history.js');
  const { buildResult } = await part('report/result.js');
  const { reporters } = await part('report/registry.js');
  const html = reporters.find(({ name }) => name === 'html');
  if (html === undefined) return told;
  const [text, renderMs] = await timed(() => html.render({ analysis, result: buildResult(analysis, judgeHistory(analysis)) }));
  return { ...told, renderMs, htmlBytes: text.length };
}

if (what === 'parse') {
  const [, readMs] = await timed(parse);
  console.log(JSON.stringify({ readMs, analyseMs: 0, peakMb: peakMb() }));
} else console.log(JSON.stringify(await analyseHistory()));
