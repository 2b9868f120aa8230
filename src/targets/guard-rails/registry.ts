import { allow } from './allow.ts';
import { deny } from './deny.ts';
import { engineContainer } from './engine-container.ts';
import type { GuardRail } from './guard-rail.ts';
import { lastHealthy } from './last-healthy.ts';
import { maxShare } from './max-share.ts';
import { maxTargets } from './max-targets.ts';
import { otherRun } from './other-run.ts';
import { ownContainer } from './own-container.ts';
import { protect } from './protect.ts';
import { swarmQuorum } from './swarm-quorum.ts';

/** Every guard rail, in the order in which they are asked; docs/safety.md lists them. */
export const guardRails: readonly GuardRail[] = [
  protect,
  otherRun,
  ownContainer,
  engineContainer,
  swarmQuorum,
  deny,
  allow,
  maxTargets,
  maxShare,
  lastHealthy,
];
