import { nearest } from '../nearest.ts';
import { isRecord, valueAt, type Issue } from './issue.ts';
import type { KnownNames } from './known-names.ts';
import type { ScenarioFile } from '../grammar/scenario-grammar.ts';

/** Returns a warning for each URL whose host is nearly a subject's name: probably a slip, perhaps another machine. */
export function checkHosts(root: Readonly<Record<string, unknown>>, { subjects }: KnownNames): Issue[] {
  return urlsOf(root).flatMap(({ path, url }) => {
    const host = url.hostname;
    if (subjects.includes(host) || host.includes('.') || host.includes(':') || host === 'localhost') return [];
    const near = nearest(host, subjects);
    if (near === undefined) return [];
    return [
      { path, at: 'value', message: `\`${host}\` is no subject, so it is looked up as another machine`, fix: `did you mean \`${near}\`?` },
    ];
  });
}

/** Returns an error for each URL that goes to a container's port which is not published: no request could ever arrive. */
export function checkPublished(file: ScenarioFile): Issue[] {
  return urlsOf(file).flatMap(({ path, url }) => {
    const published = publishedPorts(file, url.hostname);
    const [section, load] = path;
    // The proxy is on the service's own network and needs no published port.
    if (published === undefined || (section === 'load' && file.load[load]?.route === 'proxy')) return [];
    // That its own port is missing is said elsewhere.
    if (url.protocol === 'tcp:' && url.port === '') return [];
    const port = portOf(url);
    if (published.includes(port)) return [];
    const fix = `add \`ports: [${port}]\` to \`${url.hostname}\``;
    return [{ path, at: 'value', message: `\`${url.hostname}\` does not publish port ${port}, so the load cannot reach it`, fix }];
  });
}

/** Returns the port that a URL goes to. */
export function portOf(url: URL): number {
  return Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
}

/** Returns the TCP ports that a container or service publishes; undefined when there is none of this name. */
function publishedPorts({ containers, services }: ScenarioFile, name: string): number[] | undefined {
  const container = Object.hasOwn(containers, name) ? containers[name] : undefined;
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (service) return (service.ports ?? []).filter(({ protocol }) => protocol === 'tcp').map(({ target }) => target);
  return container && (container.ports ?? []).filter(({ protocol }) => protocol === 'tcp').map((port) => port.container);
}

function urlsOf(root: object): { readonly path: readonly [string, string, string]; readonly url: URL }[] {
  return ['load', 'pressure'].flatMap((section) => {
    const members = valueAt(root, [section]);
    if (!isRecord(members)) return [];
    return Object.keys(members).flatMap((name) => {
      const path = [section, name, 'url'] as const;
      const text = valueAt(root, path);
      return typeof text === 'string' && URL.canParse(text) ? [{ path, url: new URL(text) }] : [];
    });
  });
}
