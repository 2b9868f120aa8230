import { FaultlineError } from '../../errors/faultline-error.ts';

/** The two ends of the link between the machine and one private engine. */
export interface PrivateSubnet {
  /** The engine's own address: its published ports are reached there. */
  readonly engineAddress: string;
  /** The machine's address on the link, the engine's default route. */
  readonly gatewayAddress: string;
}

export const PREFIX_LENGTH = 30;

/** 198.18.0.0/15 is set aside for measurements between devices (RFC 2544), so users' networks rarely have it. */
const FIRST = 198 * 2 ** 24 + 18 * 2 ** 16;
const PREFIX_OF_RANGE = 15;
const SUBNETS = 2 ** (PREFIX_LENGTH - PREFIX_OF_RANGE);

/**
 * Returns the first /30 of 198.18.0.0/15, from the `start`th on, that overlaps none of the networks that the machine knows.
 * @param taken addresses and networks as `ip` prints them: '198.18.10.0/30', '10.0.0.1', 'default'
 * @throws ERR_CAPABILITY_MISSING when every one is taken
 */
export function choosePrivateSubnet(taken: readonly string[], start: number): PrivateSubnet {
  const ranges = taken.map(parseRange).filter((range) => range !== undefined);
  for (let step = 0; step < SUBNETS; step++) {
    const network = FIRST + ((start + step) % SUBNETS) * 4;
    if (ranges.some(({ first, last }) => first <= network + 3 && network <= last)) continue;
    return { engineAddress: format(network + 1), gatewayAddress: format(network + 2) };
  }
  throw new FaultlineError('ERR_CAPABILITY_MISSING', 'no /30 network is left in 198.18.0.0/15 for a private engine', {
    hint: 'Remove links or routes that use this range: `ip route show table all | grep 198.1[89]`.',
  });
}

function parseRange(text: string): { readonly first: number; readonly last: number } | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 32] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? 32 : Number(part)));
  // A wider route (a VPN's 0.0.0.0/1) covers the range without using it.
  if (prefix < PREFIX_OF_RANGE) return undefined;
  const size = 2 ** (32 - prefix);
  const first = Math.floor((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / size) * size;
  return { first, last: first + size - 1 };
}

function format(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
