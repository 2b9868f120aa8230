import net from 'node:net';
import tls from 'node:tls';

export interface Destination {
  readonly address: string;
  readonly port: number;
  /** Present when the connection is encrypted. */
  readonly tls?: tls.ConnectionOptions;
}

/** Returns a socket on its way to the destination. It is the caller's own, so that a deadline ends it also while it is still connecting. */
export function openSocket({ address, port, tls: options }: Destination): net.Socket {
  const socket = options === undefined ? net.connect({ host: address, port }) : tls.connect({ ...options, host: address, port });
  socket.setNoDelay(true);
  // An error after the connection was given up has nobody left to tell.
  socket.on('error', () => undefined);
  return socket;
}

/** Returns whether an address is a name, which has to be resolved first. */
export function isName(address: string): boolean {
  return net.isIP(address) === 0;
}
