/** Due times that are the same step apart. */
export interface EvenSchedule {
  readonly firstUs: number;
  readonly stepUs: number;
}

/** Due times are written in whole microseconds, so each may be half of one off, and so may both ends of the line they are compared with. */
const ROUNDING_US = 1.5;

/** Returns the schedule that the due times lie on; undefined when they do not lie on one, as while a rate changes. */
export function evenSchedule(dueUs: Uint32Array): EvenSchedule | undefined {
  const firstUs = dueUs[0];
  const lastUs = dueUs.at(-1);
  if (firstUs === undefined || lastUs === undefined || lastUs <= firstUs) return undefined;
  const stepUs = (lastUs - firstUs) / (dueUs.length - 1);
  for (let row = 0; row < dueUs.length; row += 1) {
    if (Math.abs((dueUs[row] ?? 0) - (firstUs + row * stepUs)) > ROUNDING_US) return undefined;
  }
  return { firstUs, stepUs };
}

/** Returns the schedule of `earlier` followed at once by `later`; undefined when the second does not go on where the first ends. */
export function joinedSchedule(
  earlier: EvenSchedule & { readonly places: number },
  later: EvenSchedule & { readonly places: number },
): EvenSchedule | undefined {
  const { firstUs } = earlier;
  const endUs = later.firstUs + (later.places - 1) * later.stepUs;
  const stepUs = (endUs - firstUs) / (earlier.places + later.places - 1);
  const endOfEarlierUs = firstUs + (earlier.places - 1) * earlier.stepUs;
  const offUs = Math.max(
    Math.abs(firstUs + (earlier.places - 1) * stepUs - endOfEarlierUs),
    Math.abs(firstUs + earlier.places * stepUs - later.firstUs),
  );
  return offUs <= 2 * ROUNDING_US ? { firstUs, stepUs } : undefined;
}
