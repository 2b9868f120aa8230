import type { ContainerAnalysis, Exit, SubjectAnalysis } from '../analysis/analysis.ts';
import { serviceRestarts } from '../analysis/service-restarts.ts';
import { finite, finiteMs } from './finite.ts';
import type { SubjectResult } from './run-result.ts';
import { buildServiceResult } from './service-result.ts';

type ContainerResult = SubjectResult['containers'][string];

function toExit(exit: Exit): SubjectResult['exits'][number] {
  const { container, task = container, incarnation, code, signal, oomKilled, seq } = exit;
  return {
    task,
    container,
    incarnation,
    code: finite(code),
    ...(signal === undefined ? {} : { signal }),
    oomKilled,
    atMs: finiteMs(exit.atMs),
    seq,
  };
}

function toState(last: NonNullable<ContainerAnalysis['lastState']>): NonNullable<ContainerResult['state']> {
  return {
    status: last.status,
    ...(last.exitCode === undefined ? {} : { exitCode: last.exitCode }),
    ...(last.oomKilled === undefined ? {} : { oomKilled: last.oomKilled }),
    ...(last.restartCount === undefined ? {} : { restartCount: last.restartCount }),
    ...(last.health === undefined ? {} : { health: last.health }),
    ...(last.error === undefined ? {} : { error: last.error }),
    ...(last.refused === undefined ? {} : { refused: { ...last.refused } }),
  };
}

function toContainer(container: ContainerAnalysis): ContainerResult {
  return {
    id: container.id,
    image: container.image,
    ...(container.imageId === '' ? {} : { imageId: container.imageId }),
    incarnations: container.incarnations.map((life) => ({
      incarnation: life.incarnation,
      startedMs: finiteMs(life.startedMs),
      endedMs: finiteMs(life.endedMs),
    })),
    restarts: container.restarts.map((restart) => ({
      atMs: finiteMs(restart.atMs),
      by: restart.by,
      backoffMs: finiteMs(restart.backoffMs),
      seq: restart.seq,
    })),
    ...(container.lastState === undefined ? {} : { state: toState(container.lastState) }),
  };
}

/** Returns one subject's part of result.json. */
export function buildSubjectResult(subject: SubjectAnalysis): SubjectResult {
  const containers = Object.entries(subject.containers);
  const exits = containers.flatMap(([, container]) => container.exits).toSorted((left, right) => left.atMs - right.atMs);
  const health = containers
    .flatMap(([name, container]) => container.health.map((change) => ({ ...change, container: name })))
    .toSorted((left, right) => left.atMs - right.atMs);
  const replaced = subject.service === undefined ? 0 : serviceRestarts(subject.service).length;
  return {
    kind: subject.kind,
    exits: exits.map(toExit),
    restarts: containers.reduce((sum, [, container]) => sum + container.restarts.length, 0) + replaced,
    health: health.map(({ container, status, atMs, seq }) => ({ container, status, atMs: finiteMs(atMs), seq })),
    ...buildServiceResult(subject.service),
    containers: Object.fromEntries(containers.map(([name, container]) => [name, toContainer(container)])),
  };
}
