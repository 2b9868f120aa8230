import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Terminal } from '@xterm/headless';
import { expect } from 'chai';
import { faultlineMain } from '../../support/built.ts';
import { RunPlace } from './support/run-place.ts';

const scenario = `
name: Web comes back
containers:
  web:
    image: faultline/webserver:v1
    ports: [8000]
    restart: always
load:
  users: { url: 'http://web:8000/', rate: 20/s }
steady: { for: 1s, expect: [{ availability: { of: users, is: '> 0%' } }] }
timeline:
  - at: 1500ms
    crash: web
recovery: { within: 30s }
expect:
  - exit: { of: web, times: 1 }
`;

/** A terminal with a command in it. */
class Screen {
  readonly #terminal: Terminal;
  /** Every picture that it showed. */
  readonly pictures: string[] = [];

  constructor(columns: number, rows: number) {
    this.#terminal = new Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true });
  }

  /** Runs a command, which gets a terminal from util-linux's `script`. */
  async run(command: readonly string[], env: Readonly<Record<string, string>>): Promise<number | null> {
    const { cols, rows } = this.#terminal;
    const line = `stty cols ${cols} rows ${rows}; exec ${command.map((word) => `'${word}'`).join(' ')}`;
    const child = spawn('script', ['-qec', line, '/dev/null'], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (bytes: Buffer) => this.#terminal.write(bytes, () => this.pictures.push(this.text())));
    await once(child, 'close');
    await new Promise<void>((resolve) => this.#terminal.write('', resolve));
    return child.exitCode;
  }

  /** Returns what it holds, also what has scrolled out of sight. */
  text(): string {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }
}

describe('The live view of a run', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  async function runOn(screen: Screen, ...args: string[]): Promise<number | null> {
    const command = [process.execPath, ...faultlineMain, 'run', ...args, '--out', here.place.out];
    return screen.run(command, { TERM: 'xterm-256color' });
  }

  it('stays in its place while lines pass above it, and leaves nothing of itself', async () => {
    const screen = new Screen(100, 30);
    expect(await runOn(screen, await here.place.scenario(scenario))).to.equal(0);
    const shown = (pattern: RegExp) => screen.pictures.some((picture) => pattern.test(picture));
    expect(shown(/\nWeb comes back\n {2}phase {2}(set-up|steady) +[━─]+ .* s of (at least|about) /), 'phase and time').to.equal(true);
    expect(shown(/\n {2}users +100% · 0 of \d+ failed · 20 req\/s/), 'the load').to.equal(true);
    expect(shown(/\n {2}next {3}crash web in /), 'the next step').to.equal(true);
    expect(shown(/\n {2}web +(running|exited 137)\n/), 'the subject').to.equal(true);
    for (const picture of screen.pictures) expect(picture.match(/^ {2}phase {2}/gm)?.length ?? 0, picture).to.be.at.most(1);
    const last = screen.text();
    expect(last)
      .to.match(/^PASSED {2}Web comes back/m)
      .and.to.match(/^ +\d+\.\d{3}s {2}web\.1 died/m);
    expect(last).not.to.match(/^ {2}(phase|next) {2}/m);
    expect(last).not.to.contain('req/s');
  });

  it('gives each of several scenarios a line, on a narrow terminal too', async () => {
    const screen = new Screen(40, 12);
    const other = scenario
      .replace('Web comes back', 'Another one')
      .replace(/load:\n.*\nsteady.*\n/, '')
      .replace(/recovery.*\n/, '');
    const files = [await here.place.scenario(scenario, 'a.yaml'), await here.place.scenario(other, 'b.yaml')];
    expect(await runOn(screen, ...files, '--jobs', '2')).to.equal(0);
    const both = /^(Web comes back · .*\nAnother one · |Another one · .*\nWeb comes back · )/m;
    expect(screen.pictures.some((picture) => both.test(picture))).to.equal(true);
    expect(screen.text())
      .to.contain('2 of 2 scenarios done')
      .and.not.to.match(/^(Web comes back|Another one) · /m);
  });
});
