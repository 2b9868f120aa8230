import { expect } from 'chai';
import { markdown } from '../../../src/report/markdown.ts';
import { codeBlock, escapeMarkdown } from '../../../src/report/escape-markdown.ts';
import { hostile } from './support/hostile.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, killHistory, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

describe('markdown', () => {
  it('tells the verdict first', () => {
    const lines = markdown.render(killRun()).split('\n');
    expect(lines[0]).to.equal('# ❌ Web survives a kill');
    expect(lines[2]).to.equal(
      '`failed` – 1 of 3 checks failed, 1 inconclusive · 5.1 s on docker 20.10.24 · seed 42 · run r1 · scenarios/web.yaml',
    );
  });

  it('has a table of checks and explains those that did not pass', () => {
    const text = markdown.render(killRun());
    expect(text).to.contain('| ✅ passed | exit of web | code 137, once | code 137, once |');
    expect(text).to.contain('| ❔ inconclusive | latency of users |');
    expect(text).to.contain('```\n    2.101s  kill web.1 (SIGKILL, api)\n    2.110s  web.1 died: exit 137 (SIGKILL)\n```');
  });

  it('prints n and the deadline with every availability', () => {
    expect(markdown.render(killRun())).to.contain('| users | new | 500 ms | 100% (n=20) | 65% (n=20) | 100% (n=40) | 91.25% (n=80) |');
  });

  it('tells outages, exits and the command to repeat it', () => {
    const text = markdown.render(killRun());
    expect(text).to.contain('| users (new) | 2.150s – 2.500s | 350 ms ± ');
    expect(text).to.contain('| web.1 | 2.110s | exit 137 (SIGKILL) |');
    expect(text).to.contain('```sh\nfaultline run scenarios/web.yaml --seed 42\n```');
  });

  it('draws the run as text, which every server shows alike', () => {
    expect(markdown.render(killRun())).to.match(/## Timeline\n\n```\nTimeline {2}one column is [^`]*users new +▇+▄?✗+▇+\n[^`]*```\n/);
  });

  it('says nothing about what did not happen', () => {
    const text = markdown.render(
      sampleRun(new SampleHistory().start().add(1, { type: 'run-ended', reason: 'completed', durationMs: 1 }), [passedCheck]),
    );
    expect(text).to.match(/^# ✅/);
    for (const heading of ['Availability', 'Outages', 'Exits', 'Errors']) expect(text).not.to.contain(`## ${heading}`);
  });

  it('shows foreign text as text', () => {
    const history = new SampleHistory().start({ name: hostile, file: hostile }).fault(10, hostile, 'kill', [hostile]);
    history.add(15, { type: 'error', code: 'ERR_X', message: hostile, hint: hostile });
    history.add(20, { type: 'run-ended', reason: 'completed', durationMs: 20 });
    const check = { ...failedCheck, of: hostile, expected: hostile, observed: hostile, message: hostile, evidence: [2] };
    const text = markdown.render(sampleRun(history, [check]));
    const outside = text.replace(/^(`{3,})[^]*?^\1$/gm, '');
    expect(outside).not.to.match(/<script|(^|[^\\])\[l\]|\*\*b|@team|http:\/\//);
    expect(outside).not.to.match(/[^\P{Cc}\n]|\u202e/u);
    for (const row of outside.split('\n').filter((line) => line.startsWith('| ❌'))) expect(row.match(/\|/g)).to.have.length(5);
  });

  it('counts what it leaves out of long tables', () => {
    const history = killHistory();
    for (let life = 3; life < 40; life += 1) history.engine(5000 + life, 'web.1', 'die', life, { exitCode: 1, oomKilled: false });
    expect(markdown.render(sampleRun(history, []))).to.contain('… and 18 more exits in result.json.');
  });
});

describe('escapeMarkdown', () => {
  it('leaves plain words alone', () => {
    expect(escapeMarkdown('99.93% (n=4000, deadline 500 ms)')).to.equal('99.93% (n=4000, deadline 500 ms)');
  });

  it('takes the meaning out of markup', () => {
    expect(escapeMarkdown('a|b `c` <d> *e* [f](g)')).to.equal('a&#124;b \\`c\\` &lt;d&gt; \\*e\\* \\[f\\](g)');
    expect(escapeMarkdown('https://x www.y.z @me')).to.equal('https&#58;//x www&#46;y.z &#64;me');
  });
});

describe('codeBlock', () => {
  it('cannot be closed by what is in it', () => {
    expect(codeBlock('a\n````\nb', 'sh')).to.equal('`````sh\na\n````\nb\n`````');
  });
});
