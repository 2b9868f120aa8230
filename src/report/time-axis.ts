import type { Analysis } from '../analysis/analysis.ts';
import type { TimeSlots } from './time-slots.ts';

const phases = ['steady', 'chaos', 'recovery'] as const;

/** Returns the phases of the run as a ruler, `├ steady ──├ chaos ───`, or undefined when there was none. */
export function phaseRuler(windows: Analysis['windows'], slots: TimeSlots): string | undefined {
  const ruler = Array.from({ length: slots.count }, () => ' ');
  for (const phase of phases) {
    const window = windows[phase];
    if (window === undefined || window.untilMs <= window.fromMs) continue;
    const covered = slots.slotsOf(window);
    const first = covered[0];
    if (first === undefined) continue;
    const label = covered.length >= phase.length + 3 ? `├ ${phase} ` : '├';
    covered.forEach((slot, index) => (ruler[slot] = label[index] ?? '─'));
  }
  const text = ruler.join('').trimEnd();
  return text === '' ? undefined : text;
}

/** Returns a row with the time under some of the slots. */
export function timeAxis(slots: TimeSlots): string {
  const step = Math.max(12, Math.ceil(slots.count / 5));
  let row = '';
  for (let slot = 0; slot + 6 < slots.count || slot === 0; slot += step) {
    row = row.padEnd(slot) + axisTime(slots.fromMs + slot * slots.slotMs);
  }
  return row;
}

function axisTime(atMs: number): string {
  const seconds = Math.round(atMs / 100) / 10;
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(Math.round(seconds % 60)).padStart(2, '0')}s`;
}
