import type { RunResult } from './run-result.ts';

/** What a run was made with, by name: engine, kernel, images … Runs that differ here may differ in their figures because of it. */
export type RunTraits = Readonly<Record<string, string>>;

const ID_DIGITS = 12;

/** Returns what a run was made with. */
export function runTraits({ engine, run, scenario, subjects }: RunResult): RunTraits {
  return {
    scenario: scenario.name,
    'scenario file': scenario.sha256 === '' ? '' : `sha256 ${scenario.sha256.slice(0, ID_DIGITS)}`,
    ...(engine === null
      ? {}
      : {
          engine: `${engine.name} ${engine.version}`,
          API: engine.api,
          kernel: engine.kernel,
          system: engine.operatingSystem,
          cgroup: engine.cgroup,
        }),
    faultline: run.faultline,
    ...Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [`images of ${name}`, imagesOf(subject)])),
  };
}

function imagesOf({ containers }: RunResult['subjects'][string]): string {
  const images = Object.values(containers).map(({ image, imageId }) => {
    const id = (imageId ?? '').replace(/^sha256:/, '').slice(0, ID_DIGITS);
    return id === '' ? image : `${image} (${id})`;
  });
  return [...new Set(images.filter((image) => image !== ''))].toSorted().join(', ');
}

export interface TraitChange {
  readonly what: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Returns what is not the same in two groups of runs; each side's values, without repeats. What one side does not know has no values there. */
export function traitChanges(from: readonly RunTraits[], to: readonly RunTraits[]): TraitChange[] {
  const names = [...new Set([...from, ...to].flatMap((traits) => Object.keys(traits)))];
  return names.flatMap((what) => {
    const [before, after] = [valuesOf(from, what), valuesOf(to, what)];
    return before.join('\n') === after.join('\n') ? [] : [{ what, from: before, to: after }];
  });
}

function valuesOf(all: readonly RunTraits[], what: string): string[] {
  return [...new Set(all.flatMap((traits) => traits[what] ?? []))].filter((value) => value !== '').toSorted();
}
