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
export function everyStream({ load }: Pick<RunResult, 'load'>): NamedStream[] {
  return Object.entries(load).flatMap(([name, of]) => {
    const streams = Object.entries(of.streams);
    return streams.map(([stream, figures]) => ({
      load: name,
      stream,
      label: streams.length > 1 ? `${name} · ${stream === 'new' ? 'new connections' : 'kept connections'}` : name,
      of,
      figures,
    }));
  });
}
