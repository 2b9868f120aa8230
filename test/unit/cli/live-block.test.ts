import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { Terminal } from '@xterm/headless';
import { expect } from 'chai';
import { LiveBlock } from '../../../src/cli/live-block.ts';
import { useColour } from '../../../src/cli/use-colour.ts';

const stream = (isTTY: boolean, columns = 80, rows = 24) =>
  Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns, rows }) as unknown as WriteStream & PassThrough;

/** A terminal of its own that shows what is written to a stream. */
class Screen {
  readonly out: WriteStream & PassThrough;
  readonly terminal: Terminal;

  constructor(columns: number, rows: number) {
    this.out = stream(true, columns, rows);
    this.terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 100 });
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    Object.assign(this.out, { columns, rows });
    this.out.emit('resize');
  }

  /** Returns everything that the terminal holds, also what has scrolled out of sight. */
  async lines(): Promise<string[]> {
    const text = this.out.read() as string | null;
    await new Promise<void>((resolve) => this.terminal.write(text ?? '', resolve));
    const { active } = this.terminal.buffer;
    const all = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
    while (all.at(-1) === '') all.pop();
    return all;
  }
}

describe('LiveBlock', () => {
  it('writes plain lines only when there is no terminal', () => {
    const out = stream(false);
    const block = new LiveBlock(out, { live: true });
    block.show(() => ['never']);
    block.print('a line');
    block.clear();
    expect(out.read()).to.equal('a line\n');
  });

  it('draws its lines again in place, under the lines that stay', async () => {
    const screen = new Screen(20, 10);
    const block = new LiveBlock(screen.out, { live: true });
    let n = 0;
    block.show(({ columns, rows }) => [`${columns} x ${rows}`, `drawn ${(n += 1)}`, ...(n < 3 ? ['more'] : [])]);
    block.print('first');
    block.print('second');
    expect(await screen.lines()).to.deep.equal(['first', 'second', '19 x 9', 'drawn 2', 'more']);
    block.print('third');
    expect(await screen.lines()).to.deep.equal(['first', 'second', 'third', '19 x 9', 'drawn 3']);
    block.clear();
    block.print('done');
    expect(await screen.lines()).to.deep.equal(['first', 'second', 'third', 'done']);
  });

  it('never draws more than the screen holds, so nothing of it scrolls away', async () => {
    const screen = new Screen(20, 4);
    const block = new LiveBlock(screen.out, { live: true });
    block.show(() => Array.from({ length: 30 }, (_, line) => `live ${line}`));
    for (let line = 0; line < 20; line += 1) block.print(`stays ${line}`);
    const shown = await screen.lines();
    expect(shown.filter((text) => text.startsWith('stays'))).to.have.length(20);
    expect(shown.slice(-3)).to.deep.equal(['live 0', 'live 1', 'live 2']);
    expect(shown).to.have.length(23);
    block.clear();
    expect(await screen.lines()).to.have.length(20);
  });

  it('survives a terminal that becomes narrower, wider and lower', async () => {
    const screen = new Screen(40, 10);
    const block = new LiveBlock(screen.out, { live: true });
    block.show(({ columns }) => ['='.repeat(columns), '-'.repeat(columns)]);
    block.print('stays');
    await screen.lines();
    for (const [columns, rows] of [
      [15, 10],
      [60, 10],
      [25, 10],
      [25, 3],
      [40, 12],
    ] as const) {
      screen.resize(columns, rows);
      expect(await screen.lines(), `${columns} x ${rows}`).to.deep.equal(['stays', '='.repeat(columns - 1), '-'.repeat(columns - 1)]);
    }
    block.clear();
    expect(await screen.lines()).to.deep.equal(['stays']);
    expect(screen.out.listenerCount('resize')).to.equal(0);
  });

  it('takes a usual size where the terminal does not tell one', () => {
    const out = stream(true, 0, 0);
    const block = new LiveBlock(out, { live: true });
    block.show(({ columns, rows }) => [`${columns} x ${rows}`]);
    block.print('a');
    block.clear();
    expect(out.read()).to.contain('79 x 23');
  });
});

describe('useColour', () => {
  it('needs a terminal, and obeys NO_COLOR and TERM=dumb', () => {
    expect(useColour(stream(true), {})).to.equal(true);
    expect(useColour(stream(false), {})).to.equal(false);
    // What is no terminal has no isTTY at all; CI=true must not turn that into colours.
    expect(useColour({}, { CI: 'true' })).to.equal(false);
    expect(useColour(stream(true), { NO_COLOR: '1' })).to.equal(false);
    expect(useColour(stream(true), { TERM: 'dumb' })).to.equal(false);
  });
});
