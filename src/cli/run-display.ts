import { basename } from 'node:path';
import type { HistoryEvent } from '../history/history-event.ts';
import { createColours } from '../report/colours.ts';
import { LiveView } from '../report/live-view.ts';
import { ProgressLines } from '../report/progress-lines.ts';
import type { Reporter } from '../report/reporter.ts';
import { renderSuiteSummary } from '../report/suite-summary.ts';
import type { SuiteResult } from '../report/suite-result.ts';
import { renderVerdict } from '../report/verdict-block.ts';
import type { FileOutcome } from '../suite/run-suite.ts';
import type { RunOptions, ScenarioRun } from '../suite/scenario-run.ts';
import { LiveBlock, type Room } from './live-block.ts';
import { messageOf } from './run-program.ts';
import { useColour } from './use-colour.ts';
import { jsonText } from '../report/json-text.ts';
import { visible } from '../report/visible.ts';

const DEFAULT_COLUMNS = 100;

interface RunDisplayOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly jobs: number;
  readonly files: number;
  readonly formats: readonly Reporter[];
}

/** What `faultline run` shows: progress on stderr while it runs, verdicts (or the JSON document) on stdout. */
export class RunDisplay {
  readonly #options: RunDisplayOptions;
  readonly #status: LiveBlock;
  /** Of the scenarios that run now, by file: the view, and when the run began, by performance.now(). */
  readonly #running = new Map<string, { readonly view: LiveView; startedMs: number }>();
  #ended = 0;

  constructor(options: RunDisplayOptions) {
    this.#options = options;
    this.#status = new LiveBlock(process.stderr, { live: !options.quiet });
  }

  /** A line of progress for people. */
  say(line: string): void {
    if (!this.#options.quiet) this.#status.print(line);
  }

  /** Returns who is told about a scenario's run. */
  watch(file: string): Pick<RunOptions, 'onEvent' | 'onProgress'> {
    const lines = new ProgressLines({ colour: useColour(process.stderr) });
    const running = { view: new LiveView(file), startedMs: performance.now() };
    this.#running.set(file, running);
    this.#status.show((room) => this.#live(room));
    const prefix = this.#options.jobs > 1 && this.#options.files > 1 ? `${basename(file)}: ` : '';
    return {
      onProgress: (line) => this.say(visible(`${prefix}${line}`)),
      onEvent: (event: HistoryEvent) => {
        for (const line of lines.onEvent(event)) this.say(`${prefix}${line}`);
        running.view.onEvent(event);
        running.startedMs = performance.now() - event.t;
      },
    };
  }

  /** Prints what came of a file. */
  fileEnded({ file, runs, error }: FileOutcome): void {
    this.#ended += 1;
    this.#running.delete(file);
    this.#status.clear();
    if (!this.#options.json) for (const run of runs) process.stdout.write(`${this.#verdictOf(run)}\n`);
    for (const run of runs) {
      if (run.error !== undefined) this.#status.print(messageOf(run.error));
      for (const leftover of run.leftovers) this.#status.print(`faultline: left behind: ${visible(leftover)}`);
    }
    if (error !== undefined) this.#status.print(`${visible(file)}: ${messageOf(error)}`);
    if (this.#running.size > 0) this.#status.show((room) => this.#live(room));
    if (this.#options.files > 1) this.say(`${this.#ended} of ${this.#options.files} scenarios done`);
  }

  /** Prints the end of the suite, and at last where its page is. */
  end(outcomes: readonly FileOutcome[], result: SuiteResult, page?: string): void {
    this.#status.clear();
    if (this.#options.json) process.stdout.write(`${jsonText(result)}\n`);
    else if (outcomes.flatMap(({ runs }) => runs).length !== 1) process.stdout.write(renderSuiteSummary(result.runs, this.#style()));
    if (page !== undefined) this.say(page);
  }

  /** All there is to see of one scenario; of several, one line each. */
  #live({ columns, rows }: Room): string[] {
    const now = performance.now();
    const running = [...this.#running.values()];
    const [only] = running;
    if (running.length === 1 && only !== undefined) {
      return only.view.lines(now - only.startedMs, { columns, rows, colours: createColours(useColour(process.stderr)) });
    }
    return running.map(({ view, startedMs }) => view.line(now - startedMs, columns));
  }

  #verdictOf(run: ScenarioRun): string {
    return renderVerdict(run.result, run.analysis, {
      ...this.#style(),
      directory: run.directory,
      files: this.#options.formats.map(({ fileName }) => fileName),
    });
  }

  #style(): { readonly colour: boolean; readonly columns: number } {
    return {
      colour: useColour(process.stdout),
      columns: Math.min(process.stdout.isTTY ? process.stdout.columns : DEFAULT_COLUMNS, DEFAULT_COLUMNS),
    };
  }
}
