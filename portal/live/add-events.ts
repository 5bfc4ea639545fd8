import type { Express, Request } from 'express';
import type { Logger } from 'pino';
import { parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import type { Visitor } from '../door/visitor.ts';
import type { Desks } from '../server/create-desks.ts';
import { networkOf } from '../server/network-of.ts';
import { createStreams } from './streams.ts';

export interface EventOptions {
  /** As it is now: sessions end while a stream is open. */
  readonly identifyNow: (request: Request) => Visitor;
  readonly visitorOf: (request: Request) => Visitor;
  readonly desks: Desks;
  readonly clientOf: (request: Request) => string;
  readonly look: (() => Promise<void>) | undefined;
  readonly logger: Logger;
}

/** `/events` tells open pages to look again, and ends with the session that it was opened in. */
export function addEvents(app: Express, options: EventOptions): void {
  const { identifyNow, visitorOf, desks, clientOf, look, logger } = options;
  const streams = createStreams({
    ...{ look, logger },
    networkOf: (request) => networkOf(clientOf(request)),
    accountOf: (request) => visitorOf(request).account?.id,
    stampOf: (request, last) => {
      const [then, now] = [visitorOf(request), identifyNow(request)];
      const isSame = then.session?.id === now.session?.id && then.account?.id === now.account?.id;
      if (!isSame || !now.rights.includes('see')) return undefined;
      // A stream alone makes no desk, nor keeps one: with more scopes than there is room for, each would push out the next.
      return last === undefined ? desks.of(now.sight).stamp() : (desks.kept(now.sight)?.stamp() ?? last);
    },
  });
  app.get('/events', (request, response) => {
    parseParameters(searchOf(request), {});
    if (request.method === 'HEAD') response.type('text/event-stream').end();
    else streams.open(request, response);
  });
}
