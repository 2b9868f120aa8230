import type { ComponentChildren, VNode } from 'preact';
import { visible } from '../visible.ts';

export interface SortColumn {
  readonly label: string;
  /** How its cells compare; absent: the page does not sort by it. */
  readonly sort?: 'text' | 'number';
  /** Whether the rows are given in the order of this column. */
  readonly sorted?: boolean;
}

export interface SortCell {
  readonly content: ComponentChildren;
  /** What it is sorted by; absent: it comes last either way. */
  readonly value?: string | number;
}

interface SortTableProps {
  readonly caption: string;
  readonly columns: readonly SortColumn[];
  /** Of each row the cells, the first of which names it, and what the page filters it by. */
  readonly rows: readonly { readonly cells: readonly SortCell[]; readonly className?: string; readonly verdict?: string }[];
}

/** A table that the page's script makes sortable by every column that compares. Its roles are written out, because phones show its rows as blocks. */
export function SortTable({ caption, columns, rows }: SortTableProps): VNode {
  return (
    <table class="sortable" role="table">
      <caption class="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, sort, sorted }) => (
            <th
              scope="col"
              role="columnheader"
              {...(sort === undefined ? {} : { 'data-sort': sort })}
              {...(sorted === true ? { 'aria-sort': 'ascending' as const } : {})}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ cells, className, verdict }) => (
          <tr
            role="row"
            {...(className === undefined ? {} : { class: className })}
            {...(verdict === undefined ? {} : { 'data-verdict': verdict })}
          >
            {cells.map(({ content, value }, index) =>
              index === 0 ? (
                <th scope="row" role="rowheader" {...sortValue(value)}>
                  {content}
                </th>
              ) : (
                <td role="cell" data-label={columns[index]?.label ?? ''} {...sortValue(value)}>
                  {content}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sortValue(value: string | number | undefined): { readonly 'data-value'?: string } {
  return value === undefined ? {} : { 'data-value': visible(String(value)) };
}
