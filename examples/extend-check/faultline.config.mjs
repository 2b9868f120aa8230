import { comparison, defineCheck, defineConfig, duration, satisfies, share, z } from 'faultline/extend';

const DAY_MS = 86_400_000;

/** Availability over a month is what was promised; a run shows how much of it one incident costs. */
const errorBudget = defineCheck({
  name: 'error-budget',
  summary: 'How much of the error budget of a period the outages of this run would use up.',
  schema: z.strictObject({
    of: z.string().describe('The load.'),
    objective: share().describe('The availability that was promised.'),
    per: duration()
      .default(30 * DAY_MS)
      .describe('Over how long it was promised (default 30d).'),
    is: comparison('share').describe('How much of the budget may be used.'),
  }),
  of: 'load',
  judge({ of, objective, per, is }, analysis) {
    const [stream] = analysis.load[of]?.streams ?? [];
    if (stream === undefined) throw new Error(`no request of ${of} was measured`);
    const outageMs = stream.outages.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const budgetMs = per * (1 - objective);
    const used = outageMs / budgetMs;
    const observed = `${(used * 100).toFixed(2)}% (${Math.round(outageMs)} ms of ${Math.round(budgetMs)} ms)`;
    const passed = satisfies(used, is);
    return {
      verdict: passed ? 'passed' : 'failed',
      of,
      expected: is.text,
      observed,
      message: `The outages of ${of} use ${observed} of the error budget${passed ? '.' : `, and ${is.text} was expected.`}`,
      evidence: [],
    };
  },
});

export default defineConfig({ checks: [errorBudget] });
