import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Whose request it is: who is connected, or whom a trusted proxy names; what anybody else says of it is not believed. */
export function clientOf({ socket, headers }: IncomingMessage, proxies: readonly string[]): string {
  const from = plainAddress(socket.remoteAddress);
  if (!proxies.includes(from)) return from;
  const said = [headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((one) => one.trim());
  // The last that no proxy of ours put there is the one that it was connected to.
  const client = said.findLast((one) => !proxies.includes(one)) ?? '';
  return isIP(client) === 0 ? from : client;
}

/** IPv4 as it is written where both are served. */
export const plainAddress = (address = ''): string => address.replace(/^::ffff:(?=\d+\.)/, '');
