/** Returns the events that show a cause, the most telling first. */
export function causeEvents(cause: { readonly seq: number; readonly evidence?: readonly number[] } | undefined): readonly number[] {
  return cause === undefined ? [] : (cause.evidence ?? [cause.seq]);
}
