import type { ComponentChildren, VNode } from 'preact';
import { count } from '../format.ts';

interface DataTableProps {
  readonly title: string;
  /** Of the element, for links. */
  readonly id?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly rowIds?: readonly string[];
  /** How many rows more there are than are given. */
  readonly more?: number;
  readonly note?: ComponentChildren;
}

/** A table with a heading; nothing when it would be empty. The first cell names its row. */
export function DataTable({ title, id, head, rows, rowIds = [], more = 0, note }: DataTableProps): VNode | null {
  if (rows.length === 0) return null;
  return (
    <section class="data" {...(id === undefined ? {} : { id })}>
      <h3>{title}</h3>
      <div class="wide" tabIndex={0} role="region" aria-label={title}>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              {head.map((text) => (
                <th scope="col">{text}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...cells], index) => (
              <tr {...(rowIds[index] === undefined ? {} : { id: rowIds[index] })}>
                <th scope="row">{first}</th>
                {cells.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 ? <p class="more">{`… and ${count(more, 'more row')} in result.json`}</p> : null}
      {note === undefined ? null : <p class="note">{note}</p>}
    </section>
  );
}

/** The rows that a table shows, and how many it leaves out. */
export function firstRows<T>(items: readonly T[], most = 60): { readonly shown: readonly T[]; readonly more: number } {
  return { shown: items.slice(0, most), more: Math.max(0, items.length - most) };
}
