import type { Analysis } from '../analysis/analysis.ts';

/** Returns why a run ended before it had done everything, as the end of a sentence. */
export function endedText(ended: Analysis['ended']): string {
  switch (ended) {
    case 'completed':
      return 'the run completed';
    case 'not-steady':
      return 'no fault was injected, because the steady state did not hold';
    case 'aborted':
      return 'a condition to abort at held';
    case 'failed':
      return 'the run failed';
    case 'interrupted':
      return 'the run was interrupted';
    case 'timeout':
      return 'the run took longer than its limit';
    case 'unknown':
      return 'the history ends before the run did';
  }
}
