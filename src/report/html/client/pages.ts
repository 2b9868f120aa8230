import { filterRows } from './filter-rows.ts';
import { sortTables } from './sort-tables.ts';

document.documentElement.classList.add('js');
sortTables();
filterRows();
