import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHistory } from '../../src/history/read-history.ts';
import type { HistoryEvent } from '../../src/history/history-event.ts';

/** A folder of a test's own for scenario files, results and the state of runs; removed afterwards. */
export class Workplace {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async make(): Promise<Workplace> {
    return new Workplace(await realpath(await mkdtemp(join(tmpdir(), 'faultline-test-'))));
  }

  get out(): string {
    return join(this.directory, 'reports');
  }

  /** Writes a scenario file and returns its path. */
  async scenario(text: string, name = 'scenario.yaml'): Promise<string> {
    const path = join(this.directory, name);
    await writeFile(path, text);
    return path;
  }

  /** Returns the history of the only run. */
  async history(): Promise<readonly HistoryEvent[]> {
    const runs = (await readdir(this.out)).filter((entry) => entry !== 'latest');
    if (runs.length !== 1) throw new Error(`There are ${runs.length} runs in ${this.out}.`);
    return readHistory(join(this.out, runs[0] ?? '', 'history.ndjson'));
  }

  /** Resolves once the history of the only run, which still goes on, has such an event. */
  async untilRecorded(which: (event: HistoryEvent) => boolean): Promise<void> {
    while (!(await this.history().catch(() => [])).some(which)) await sleep(20);
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
