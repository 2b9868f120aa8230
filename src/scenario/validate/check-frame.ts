import { isRecord, type Issue } from './issue.ts';

/** Returns what is wrong with the sections of a scenario taken together. */
export function checkFrame(root: Readonly<Record<string, unknown>>): Issue[] {
  const issues: Issue[] = [];
  const { containers, attach, load, pressure, steady, recovery, services } = root;
  if ([containers, attach, load, services].every((section) => section === undefined || section === null)) {
    const fix = 'add `containers:`, `services:`, `attach:` or `load:`';
    issues.push({ path: [], at: 'value', message: 'there is nothing to run, disturb or measure', fix });
  }
  if (recovery !== undefined && steady === undefined) {
    const fix = 'add `steady: { for: 2s, expect: […] }`, or remove it';
    issues.push({ path: ['recovery'], at: 'key', message: '`recovery` waits for the steady state, and there is none', fix });
  }
  issues.push(
    ...twice(containers, 'containers', services, 'services'),
    ...twice(containers, 'containers', attach, 'attach'),
    ...twice(services, 'services', attach, 'attach'),
    ...twice(load, 'load', pressure, 'pressure'),
  );
  return issues;
}

function twice(left: unknown, leftName: string, right: unknown, rightName: string): Issue[] {
  if (!isRecord(left) || !isRecord(right)) return [];
  const both = Object.keys(right).filter((name) => Object.hasOwn(left, name));
  return both.map((name) => ({
    path: [rightName, name],
    at: 'key',
    message: `\`${name}\` is already a name under \`${leftName}\``,
    fix: 'give it another name',
  }));
}
