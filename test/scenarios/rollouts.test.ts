import { describePassing } from './describe-passing.ts';

describePassing('rollouts');
