import type { Express, Request } from 'express';
import { atOnce, type CountFor, limitShare } from '../api/limit-share.ts';
import { searchOf } from '../api/search-of.ts';
import type { SendList } from '../api/send-list.ts';
import { formToken } from '../door/own-form.ts';
import { actingParty, type People } from '../door/people.ts';
import type { Visitor } from '../door/visitor.ts';
import type { Viewer } from '../web/frame/viewer.ts';
import type { Desk } from './create-desk.ts';

export interface DutyPageOptions {
  readonly deskOf: (request: Request) => Desk;
  readonly viewerOf: (request: Request) => Viewer;
  readonly sendList: SendList;
  /** Counts what is drawn after something was waited for to the time of whoever asks. */
  readonly count: CountFor;
}

interface Asked {
  readonly desk: Desk;
  readonly search: URLSearchParams;
  readonly viewer: Viewer;
  readonly id: string;
}

/** Pages of the duty desk: what they show depends on who looks. */
export function addDutyPages(app: Express, { deskOf, viewerOf, sendList, count }: DutyPageOptions): void {
  const ask = (request: Request): Asked => ({
    ...{ desk: deskOf(request), search: searchOf(request), viewer: viewerOf(request) },
    id: String(request.params.id),
  });
  const byWho = { whoOf: ({ viewer }: Asked) => viewer.account };
  const list = limitShare(
    atOnce(({ desk, search, viewer }: Asked) => desk.pages.incidents(search, viewer)),
    byWho,
  );
  app.get('/incidents', async (request, response) => {
    response.type('html').send(await list(ask(request)));
  });
  app.get('/blind-spots', async (request, response) => {
    const { desk, search, viewer } = ask(request);
    const draw = await desk.pages.blindSpots(search, viewer);
    response.type('html').send(count(request, draw));
  });
  const shift = limitShare(
    atOnce(({ desk, search, viewer }: Asked) => desk.pages.shift(search, viewer)),
    byWho,
  );
  app.get('/shift', async (request, response) => {
    response.type('html').send(await shift(ask(request)));
  });
  const table = limitShare(
    atOnce(({ desk, search, viewer }: Asked) => desk.pages.shiftTable(search, viewer)),
    byWho,
  );
  app.get('/shift.csv', async (request, response) => {
    await sendList(response, 'shift', { format: 'csv', table: await table(ask(request)) });
  });
  const page = limitShare(
    atOnce(({ desk, id, search, viewer }: Asked) => desk.pages.incident(id, search, { viewer })),
    byWho,
  );
  app.get('/incidents/:id', async (request, response) => {
    response.type('html').send(await page(ask(request)));
  });
}

/** Who looks, as pages know them. */
export function viewerFrom({ account, secret, rights }: Visitor, people: People): Viewer {
  if (account === undefined) return { nameOf: () => undefined, handlers: () => [] };
  const mayHandle = secret !== undefined && rights.includes('handle-incidents');
  return {
    ...{ account: account.id, party: actingParty(account), nameOf: people.nameOf },
    ...(mayHandle && { token: formToken(secret) }),
    // Nobody hands over to themselves: they take it.
    handlers: (organisations) =>
      mayHandle ? people.handlers(organisations).filter((one) => one.account !== account.id) : [],
  };
}
