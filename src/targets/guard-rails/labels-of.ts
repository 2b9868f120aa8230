import type { Target } from '../target.ts';

/** Returns the labels that guard rails read: the target's own and, of a task, those of its service, which a task cannot take off. */
export function labelsOf({ labels, serviceLabels = {} }: Target): readonly Readonly<Record<string, string>>[] {
  return [labels, serviceLabels];
}
