import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { COVERED_HEADER } from '../wire/protocol.ts';
import { HubRefusal } from './hub-refusal.ts';

export function sendJson(response: ServerResponse, status: number, content: object): void {
  const body = Buffer.from(`${JSON.stringify(content)}\n`);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { code, message, status, head }: HubRefusal,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  // What of the body is still on its way is not waited for.
  if (!request.complete) response.setHeader('connection', 'close');
  if (status === 429 || status === 503) response.setHeader('retry-after', '5');
  sendJson(response, status, { code, message, ...(head && { head }) });
}

/** @throws HubRefusal */
export function coveredOf({ headers }: IncomingMessage): number | undefined {
  const told = headers[COVERED_HEADER];
  if (told === undefined) return undefined;
  const coveredMs = Number(told);
  if (Number.isSafeInteger(coveredMs)) return coveredMs;
  throw new HubRefusal('INVALID', `${COVERED_HEADER}: expected milliseconds since 1970`);
}

export const tooMany = () => new HubRefusal('TOO_MANY', 'more requests than are answered: try again later');

export const certificateRefused = (why: string) =>
  new HubRefusal('CERTIFICATE_REFUSED', `the certificate is refused: ${why}`);

export function urlOf(host: string, address: AddressInfo | string | null): string {
  const port = typeof address === 'object' && address ? address.port : 0;
  return `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
