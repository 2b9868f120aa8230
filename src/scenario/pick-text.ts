import type { Pick } from './scenario.ts';

/** Returns a pick as the plan shows it, to stand before 'of web': `2 at random with version 2`. */
export function pickText(pick: Pick): string {
  return `${choiceText(pick)}${narrowText(pick)}`;
}

/** Returns what a pick narrows to, in words that follow a noun: ` with label role=primary`; empty when it narrows to nothing. */
export function narrowText({ label, regex, names, slots, version, image, health, node }: Pick): string {
  const parts = [
    label === undefined ? '' : `with label ${label}`,
    regex === undefined ? '' : `whose name matches /${regex}/`,
    names === undefined ? '' : `named ${names.join(' or ')}`,
    slots === undefined ? '' : `in slot ${slots.join(' or ')}`,
    version === undefined ? '' : `of version ${version}`,
    image === undefined ? '' : `of image ${image}`,
    health === undefined ? '' : `that is ${health}`,
    node === undefined ? '' : `on node ${node}`,
  ];
  return parts.map((part) => (part === '' ? '' : ` ${part}`)).join('');
}

/** Returns a share as a percentage. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(6))}%`;
}

function choiceText({ choose, age }: Pick): string {
  switch (choose.kind) {
    case 'all':
      return 'all';
    case 'one':
      return age === undefined ? 'one' : `the ${age}`;
    case 'first':
      return `the ${choose.count} ${age ?? 'first'}`;
    case 'random':
      return `${choose.count} at random`;
    case 'share':
      return percent(choose.share);
  }
}
