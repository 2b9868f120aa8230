import type { LoadResult, RunResult } from '../run-result.ts';

export interface NamedStream {
  readonly load: string;
  readonly stream: string;
  /** 'users', or with two streams 'users · kept connections'. */
  readonly label: string;
  readonly of: LoadResult;
  readonly figures: NonNullable<LoadResult['streams']['new']>;
}

/** Returns every stream of every load, with what it is called. */
export function everyStream({ load, engine }: Pick<RunResult, 'load' | 'engine'>): NamedStream[] {
  return Object.entries(load).flatMap(([name, of]) => {
    const streams = Object.entries(of.streams);
    return streams.map(([stream, figures]) => ({
      load: name,
      stream,
      label: labelOf(engine === null ? undefined : name, streams.length > 1 ? stream : undefined),
      of,
      figures,
    }));
  });
}

/** A measurement has one load, which needs no name. */
function labelOf(load: string | undefined, stream: string | undefined): string {
  const connections = stream === undefined ? undefined : stream === 'new' ? 'new connections' : 'kept connections';
  return [load, connections].filter((part) => part !== undefined).join(' · ') || 'all requests';
}
