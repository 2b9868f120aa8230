import { describePassing } from './describe-passing.ts';

describePassing('containers');
