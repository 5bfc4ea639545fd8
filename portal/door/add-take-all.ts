import express, { type Express, type Request } from 'express';
import { findTold } from '../api/list-incidents.ts';
import { searchOf } from '../api/search-of.ts';
import type { ToldIncident } from '../city/tell-incidents.ts';
import { MOST_TAKEN, type TakenOne } from '../web/take-all-page.ts';
import { ActRefused } from './act-refused.ts';
import { type ActOptions, TAKE_ALL } from './add-acts.ts';
import { need } from './need.ts';
import { expectOwnForm } from './own-form.ts';
import { actingParty } from './people.ts';
import { numberOf } from './read-act.ts';

const TAKEN = '/incidents/taken';

/** So many ids as the page shows. */
const readIds = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: MOST_TAKEN + 10 });
/** So many people are told what became of what they took last. */
const MOST_TOLD = 100;

type TakeAllOptions = Omit<ActOptions, 'act'> & Partial<Pick<ActOptions, 'act'>>;

/** All that is mine, in three taps: asked for, shown, and taken; what became of each is told until the next time. */
export function addTakeAll(app: Express, options: TakeAllOptions): void {
  const { visitorOf, viewerOf, deskOf, languageOf, act } = options;
  const mayHandle = need('handle-incidents', visitorOf);
  const takenBy = new Map<string, readonly TakenOne[]>();
  app.get(TAKE_ALL, mayHandle, (request, response) => {
    response.type('html').send(deskOf(request).pages.takeAll(searchOf(request), viewerOf(request)));
  });
  app.get(TAKEN, mayHandle, (request, response) => {
    const taken = takenBy.get(visitorOf(request).session?.id ?? '') ?? [];
    response.type('html').send(deskOf(request).pages.taken(searchOf(request), taken));
  });
  if (act === undefined) return;
  app.post(TAKE_ALL, mayHandle, readIds, async (request, response) => {
    const { secret, session } = visitorOf(request);
    const form: Readonly<Record<string, unknown>> = request.body ?? {};
    expectOwnForm(request.headers, secret, form.token);
    const ids = [form.id].flat().filter((id) => typeof id === 'string');
    const { view, incidents } = deskOf(request).sources;
    // What it may not see is not there for it, and then nothing is done.
    const asked = [...new Set(ids.slice(0, MOST_TAKEN))].map((id) => findTold(view(), incidents, id));
    const taken: TakenOne[] = [];
    for (const incident of asked)
      taken.push(await takeOne(request, { visitorOf, act }, { incident, afterSeq: numberOf(form.after) }));
    takenBy.delete(session?.id ?? '');
    takenBy.set(session?.id ?? '', taken);
    const [eldest] = takenBy.keys();
    if (takenBy.size > MOST_TOLD && eldest !== undefined) takenBy.delete(eldest);
    response.redirect(303, `${TAKEN}?lang=${languageOf(request)}`);
  });
}

interface OneAsked {
  readonly incident: ToldIncident;
  readonly afterSeq: number | undefined;
}

async function takeOne(
  request: Request,
  { visitorOf, act }: Pick<ActOptions, 'visitorOf' | 'act'>,
  { incident: { id, number }, afterSeq }: OneAsked,
): Promise<TakenOne> {
  const { account } = visitorOf(request);
  if (account === undefined) return { id, number };
  try {
    const by = { party: actingParty(account), author: account.id };
    await act({ kind: 'acknowledge', input: { id, afterSeq } }, by);
    return { id, number };
  } catch (error) {
    if (!(error instanceof ActRefused)) throw error;
    return { id, number, refused: error.said };
  }
}
