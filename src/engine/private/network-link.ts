import { z } from 'zod';
import { withEngineLock } from './engine-lock.ts';
import type { EnginePaths } from './engine-paths.ts';
import { choosePrivateSubnet, PREFIX_LENGTH, type PrivateSubnet } from './private-subnet.ts';
import { runProgram } from './run-program.ts';
import { waitUntil } from './wait-until.ts';

const routesSchema = z.array(z.object({ dst: z.string() }));
const linksSchema = z.array(
  z.object({ ifname: z.string().optional(), addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number() })).optional() }),
);

/** Returns the addresses of a veth pair just made between the machine and the network namespace of `holder`, with both ends up. */
export async function makeLink(paths: EnginePaths, holder: number): Promise<PrivateSubnet> {
  const subnet = await withEngineLock('addresses', async () => makeOuterEnd(paths, holder));
  const inside = ['-t', String(holder), '-n', 'ip'];
  await runProgram('nsenter', [...inside, 'addr', 'add', `${subnet.engineAddress}/${PREFIX_LENGTH}`, 'dev', 'eth0']);
  await runProgram('nsenter', [...inside, 'link', 'set', 'eth0', 'up']);
  await runProgram('nsenter', [...inside, 'link', 'set', 'lo', 'up']);
  await runProgram('nsenter', [...inside, 'route', 'add', 'default', 'via', subnet.gatewayAddress]);
  return subnet;
}

/** Between looking for a free network and using it nobody else may do the same. */
async function makeOuterEnd(paths: EnginePaths, holder: number): Promise<PrivateSubnet> {
  const subnet = choosePrivateSubnet(await networksInUse(), Number.parseInt(paths.id.slice(3), 16));
  await runProgram('ip', ['link', 'add', paths.id, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(holder)]);
  await runProgram('ip', ['addr', 'add', `${subnet.gatewayAddress}/${PREFIX_LENGTH}`, 'dev', paths.id]);
  await runProgram('ip', ['link', 'set', paths.id, 'up']);
  return subnet;
}

/** Returns whether the machine's end of the link exists. */
export async function linkExists(paths: EnginePaths): Promise<boolean> {
  const links = linksSchema.parse(JSON.parse(await runProgram('ip', ['-j', 'link', 'show'])));
  return links.some((link) => link.ifname === paths.id);
}

/** Deletes the link, and with it its other end. Succeeds when it is gone already. */
export async function deleteLink(paths: EnginePaths): Promise<void> {
  // The kernel removes a veth pair by itself some time after the last process of the other end's namespace ended.
  await waitUntil(async () => {
    if (!(await linkExists(paths))) return true;
    return runProgram('ip', ['link', 'delete', paths.id]).then(
      () => true,
      () => false,
    );
  }, 5000);
}

async function networksInUse(): Promise<readonly string[]> {
  const routes = routesSchema.parse(JSON.parse(await runProgram('ip', ['-j', '-4', 'route', 'show', 'table', 'all'])));
  const links = linksSchema.parse(JSON.parse(await runProgram('ip', ['-j', '-4', 'addr', 'show'])));
  const addresses = links.flatMap((link) => (link.addr_info ?? []).map(({ local, prefixlen }) => `${local}/${prefixlen}`));
  return [...routes.map((route) => route.dst), ...addresses];
}
