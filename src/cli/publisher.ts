import { describeError } from '../errors/describe-error.ts';
import { github, unstartedAnnotation } from '../report/github.ts';
import { markdown } from '../report/markdown.ts';
import { sendOtlp, type OtlpTarget } from '../report/otlp/send.ts';
import type { Reporter, ReportInput } from '../report/reporter.ts';
import { repositoryPath } from '../report/repository-path.ts';
import type { SuiteEntry, UnstartedRun } from '../report/suite-result.ts';
import { placeOf } from '../report/write-reports.ts';
import { appendJobSummary } from './job-summary.ts';

interface PublisherOptions {
  readonly formats: readonly Reporter[];
  /** The collector that is told as well. */
  readonly otlp?: OtlpTarget | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** Where lines for machines and problems go: stderr, which a CI server reads as well, so that stdout stays the result. */
  readonly write?: (text: string) => void;
}

/** Tells others of finished runs: GitHub, as annotations and a job summary, and an OpenTelemetry collector. What goes wrong with that is said, and changes no verdict. */
export class Publisher {
  readonly #formats: readonly Reporter[];
  readonly #otlp: OtlpTarget | undefined;
  readonly #env: NodeJS.ProcessEnv;
  readonly #write: (text: string) => void;
  readonly #entries: SuiteEntry[] = [];
  readonly #summaries: string[] = [];

  constructor({ formats, otlp, env = process.env, write = (text) => process.stderr.write(text) }: PublisherOptions) {
    this.#formats = formats;
    this.#otlp = otlp;
    this.#env = env;
    this.#write = write;
  }

  async run(run: ReportInput & { readonly directory: string }): Promise<void> {
    if (this.#toGithub) this.#annotate(run);
    if (this.#otlp === undefined) return;
    for (const problem of await sendOtlp(run, this.#otlp)) this.#write(`faultline: not told to OpenTelemetry: ${problem}\n`);
  }

  unstarted(run: UnstartedRun): void {
    if (!this.#toGithub) return;
    this.#entries.push(run);
    this.#write(unstartedAnnotation(run, repositoryPath(run.scenario.file, { cwd: process.cwd(), env: this.#env })));
  }

  /** Resolves when all is told. */
  async end(): Promise<void> {
    const path = this.#env['GITHUB_STEP_SUMMARY'];
    if (!this.#toGithub || path === undefined || path === '' || this.#entries.length === 0) return;
    await appendJobSummary(path, this.#entries, this.#summaries).catch((error: unknown) =>
      this.#write(`faultline: the job summary could not be written to ${path}: ${describeError(error)}\n`),
    );
  }

  #annotate(run: ReportInput & { readonly directory: string }): void {
    const input = { ...run, place: placeOf(run.directory, run, this.#formats) };
    this.#entries.push(run.result);
    this.#summaries.push(markdown.render(input).trim());
    this.#write(github.render(input));
  }

  get #toGithub(): boolean {
    return this.#formats.includes(github);
  }
}
