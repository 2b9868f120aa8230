import { expect } from 'chai';
import { judgeHistory } from '../../../src/checks/judge-history.ts';
import { buildResult } from '../../../src/report/result.ts';
import { renderVerdict } from '../../../src/report/verdict-block.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';

/** Each of these was wrong once, and `npm run fuzz -- --reader history` found it. */
describe('what fuzzing found in the reading of histories', () => {
  it('the legend of versions does not move the cursor', () => {
    const story = new ServiceStory().service(0, 2).runs(100, 'web.1/a', { version: '\u001b[2J\u202e' }).runs(900, 'web.2/a').load().ended();
    const analysis = story.analyse();
    const text = renderVerdict(buildResult(analysis, judgeHistory(analysis)), analysis, { colour: false, columns: 100 });
    expect(text).to.contain('\\x1b[2J');
    expect(text.replaceAll('\n', '')).to.not.match(/[\p{Cc}\u202a-\u202e]/u);
  });
});
