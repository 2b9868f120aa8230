import { nearest } from '../nearest.ts';
import type { Path } from '../source/source.ts';
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
    const container = Object.hasOwn(file.containers, url.hostname) ? file.containers[url.hostname] : undefined;
    if (container === undefined) return [];
    const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
    if ((container.ports ?? []).some((published) => published.container === port && published.protocol === 'tcp')) return [];
    const fix = `add \`ports: [${port}]\` to \`${url.hostname}\``;
    return [{ path, at: 'value', message: `\`${url.hostname}\` does not publish port ${port}, so the load cannot reach it`, fix }];
  });
}

function urlsOf(root: object): { readonly path: Path; readonly url: URL }[] {
  return ['load', 'pressure'].flatMap((section) => {
    const members = valueAt(root, [section]);
    if (!isRecord(members)) return [];
    return Object.keys(members).flatMap((name) => {
      const path = [section, name, 'url'];
      const text = valueAt(root, path);
      return typeof text === 'string' && URL.canParse(text) ? [{ path, url: new URL(text) }] : [];
    });
  });
}
