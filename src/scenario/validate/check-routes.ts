import type { ScenarioFile } from '../grammar/scenario-grammar.ts';
import { portOf } from './check-urls.ts';
import type { Issue } from './issue.ts';

/** Returns an error for each load whose route cannot reach what its URL names. */
export function checkRoutes(file: ScenarioFile): Issue[] {
  return Object.entries(file.load).flatMap(([name, { route, url }]) => {
    const at = { path: ['load', name, 'route'], at: 'value' } as const;
    if (route === 'auto') return [];
    const target = new URL(url);
    const service = Object.hasOwn(file.services, target.hostname) ? file.services[target.hostname] : undefined;
    if (!service) return isAttachedService(file, target.hostname) ? [] : [{ ...at, message: notAService(route, target), fix: 'remove it' }];
    if (route === 'proxy') return [];
    const mode = service.ports?.find((port) => port.target === portOf(target) && port.protocol === 'tcp')?.mode;
    if (route === 'tasks' && mode === 'ingress')
      return [{ ...at, message: conflict(target, 'ingress'), fix: 'publish it with `mode: host`' }];
    if (route === 'ingress' && mode === 'host')
      return [{ ...at, message: conflict(target, 'host'), fix: 'publish it with `mode: ingress`' }];
    return [];
  });
}

function isAttachedService({ attach }: ScenarioFile, name: string): boolean {
  return Object.hasOwn(attach, name) && attach[name]?.service !== undefined;
}

function notAService(route: string, { hostname }: URL): string {
  return `\`route: ${route}\` is for services, and \`${hostname}\` is none`;
}

function conflict(url: URL, mode: 'ingress' | 'host'): string {
  const reached = mode === 'ingress' ? 'no task has a port of its own' : 'the routing mesh does not know it';
  return `\`${url.hostname}\` publishes port ${portOf(url)} with \`mode: ${mode}\`, so ${reached}`;
}
