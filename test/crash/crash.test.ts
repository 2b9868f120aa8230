import { expect } from 'chai';
import { missingPrerequisites } from '../../src/engine/private/prerequisites.ts';
import { crashCampaign } from './support/crash-campaign.ts';
import { crashTables } from './support/crash-tables.ts';
import { inventoryDifference } from './support/inventory-difference.ts';

const RUNS = 3;

describe('an inventory', () => {
  it('tells what is there more and less often than before', () => {
    expect(inventoryDifference(['a', 'b', 'b'], ['b', 'a'])).to.deep.equal(['- b']);
    expect(inventoryDifference(['a'], ['a', 'c', 'a'])).to.deep.equal(['+ a', '+ c']);
    expect(inventoryDifference(['a', 'b'], ['b', 'a'])).to.deep.equal([]);
  });
});

// A private engine of its own; where none is possible, test/engine/bad-luck/killed.test.ts is what remains. The long version is `npm run test:crash`.
if ((await missingPrerequisites()).length === 0) {
  describe('faultline killed at random instants', function () {
    this.timeout(600_000);

    it('leaves nothing behind, on containers and on Swarm', async () => {
      const said: string[] = [];
      const result = await crashCampaign({ runs: RUNS, lanes: 3, seed: 'short', say: (line) => said.push(line) });
      expect(result.killed).to.have.length(RUNS);
      const left = [...result.leaks, ...result.killed.flatMap(({ leaks }) => leaks)];
      expect(left, `${said.join('\n')}\n${crashTables(result)}`).to.deep.equal([]);
    });
  });
}
