import type { ComponentChildren, VNode } from 'preact';
import { formatTime } from '../format.ts';
import { visible } from '../visible.ts';
import { DataTable, firstRows } from './data-table.tsx';
import { EventLinks } from './event-links.tsx';
import type { ReportData } from './report-data.ts';

/** What else there is to know: warnings, the engine, and the scenario as it was understood. */
export function RunSection({ data }: { readonly data: ReportData }): VNode {
  return (
    <section id="run" aria-labelledby="run-heading">
      <h2 id="run-heading">The run</h2>
      <Notices data={data} />
      <Environment data={data} />
      {data.plan === undefined ? null : (
        <details class="plan">
          <summary>The scenario as it was understood</summary>
          <p class="note">With every default. Values of environment variables, build arguments and headers are never recorded.</p>
          <pre tabIndex={0}>{data.plan}</pre>
        </details>
      )}
    </section>
  );
}

function Notices({ data }: { readonly data: ReportData }): VNode | null {
  const { errors, warnings, gaps } = data.result;
  const all: ComponentChildren[][] = [
    ...errors.map(({ code, message, hint, seq }) => [
      <b class="bad">error</b>,
      visible(code),
      visible(message),
      visible(hint ?? ''),
      <EventLinks data={data} seqs={[seq]} />,
    ]),
    ...warnings.map(({ code, message, fact, seq }) => [
      'warning',
      visible(code),
      visible(message),
      visible(fact ?? ''),
      <EventLinks data={data} seqs={[seq]} />,
    ]),
    ...gaps.map(({ fromMs, untilMs }) => [
      'gap',
      '',
      `the engine's events from ${formatTime(fromMs)} to ${formatTime(untilMs)} are lost`,
      '',
      '',
    ]),
  ];
  const { shown, more } = firstRows(all);
  return (
    <DataTable
      title="Errors and warnings"
      id="warnings"
      head={['kind', 'code', 'what', 'hint or fact', 'event']}
      rows={shown}
      more={more}
    />
  );
}

function Environment({ data }: { readonly data: ReportData }): VNode | null {
  const { engine, scenario, run, load } = data.result;
  const routes = Object.entries(load).flatMap(([name, { route }]) => (route === null ? [] : [`${visible(name)}: ${route}`]));
  const can = (name: string, able: boolean | null) => `${name} ${able === null ? 'not known' : able ? 'yes' : 'no'}`;
  const rows: ComponentChildren[][] = [
    ...(engine === null
      ? []
      : [
          ['Engine', visible(`${engine.name} ${engine.version}, API ${engine.api}`)],
          ['Host', visible(`${engine.operatingSystem}, Linux ${engine.kernel}, cgroup ${engine.cgroup}`)],
          ['Reached at', visible(`${engine.endpoint}, ports at ${engine.hostAddress}`)],
          [
            'Capabilities',
            [
              can('Swarm', engine.swarm),
              can('IPVS', engine.capabilities.ipvs),
              can('netem', engine.capabilities.netem),
              can('host PIDs', engine.capabilities.hostPids),
            ].join(', '),
          ],
        ]),
    ...(routes.length === 0 ? [] : [['Route to the target', routes.join(', ')]]),
    ...(scenario.file === ''
      ? []
      : [
          ['Scenario', visible(scenario.file)],
          ['Its SHA-256', visible(scenario.sha256)],
        ]),
    ['Run', visible(run.id)],
    ...(run.seed === '' ? [] : [['Seed', visible(run.seed)]]),
    ['faultline', visible(run.faultline)],
  ];
  return <DataTable title="Environment" id="environment" head={['what', 'value']} rows={rows} />;
}
