import type { AttackWords } from '../../attack/attack-scenario.ts';
import type { Check } from '../../checks/check.ts';
import { readWrittenExpectation } from '../../checks/read-expectation.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { WrittenAbort, WrittenScenario } from '../../scenario/written-scenario.ts';
import { drawSeed } from '../../scenario/draw-seed.ts';
import { writtenLoad } from '../measure-load-options.ts';
import type { AttackFlags } from './attack-flags.ts';

const OBSERVE_MS = 5000;
/** Of a service that is being updated: long enough to see how that ends, mostly. */
const OBSERVE_SERVICE_MS = 30_000;
/** Measured before the first strike, to compare with. */
const LEAD_MS = 2000;

/**
 * Returns what the options say about an attack besides its targets and its times.
 * @throws FaultlineError ERR_USAGE
 */
export function attackWords(flags: AttackFlags, takesServices: boolean, checks: readonly Check[]): Omit<AttackWords, 'name'> {
  const { measure, rate, measureTimeout: timeout, measureHeader: header, measureExpectStatus, measureExpectBody, until = [] } = flags;
  if (measure === undefined && until.some((text) => /^(availability|outage|p\d|latency)/.test(text))) {
    throw new FaultlineError('ERR_USAGE', `--until '${until.join("', '")}' is about requests, and nothing is measured.`, {
      hint: 'Add --measure with the URL, such as --measure http://localhost:8080/.',
    });
  }
  const load =
    measure === undefined
      ? undefined
      : writtenLoad(measure, {
          rate,
          timeout,
          ...(header !== undefined && { header }),
          ...(measureExpectStatus !== undefined && { expectStatus: measureExpectStatus }),
          ...(measureExpectBody !== undefined && { expectBody: measureExpectBody }),
        });
  return {
    seed: flags.seed ?? drawSeed(),
    observeMs: flags.observe ?? (takesServices ? OBSERVE_SERVICE_MS : OBSERVE_MS),
    leadMs: load === undefined ? 0 : LEAD_MS,
    ...(load !== undefined && { load }),
    expect: (flags.expect ?? []).map((text) => expectation(text, checks)),
    more: moreOf(flags),
  };
}

function expectation(text: string, checks: readonly Check[]): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const { kind, options } = readWrittenExpectation(text, checks);
  return { [kind]: options };
}

function moreOf(flags: AttackFlags): Partial<WrittenScenario> {
  const { maxTargets, maxShare, allowLastHealthy, allowLabel, denyLabel } = flags;
  const radius = {
    ...(maxTargets !== undefined && { max_targets: maxTargets }),
    ...(maxShare !== undefined && { max_share: maxShare }),
    ...(allowLastHealthy && { last_healthy: true }),
    ...(allowLabel !== undefined && { allow: [...allowLabel] }),
    ...(denyLabel !== undefined && { deny: [...denyLabel] }),
  };
  const abort = abortOf(flags);
  return { ...(Object.keys(radius).length > 0 && { blast_radius: radius }), ...(abort !== undefined && { abort }) };
}

function abortOf({ until, untilVerdict: verdict }: AttackFlags): WrittenAbort | undefined {
  if (verdict === undefined) return until;
  if (until !== undefined) return { when: until, verdict };
  throw new FaultlineError('ERR_USAGE', '--until-verdict does not say when.', {
    hint: "Add a condition, such as --until 'availability < 95%'.",
  });
}
