import type { Express } from 'express';
import { z } from 'zod';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import { LookParameters } from '../web/frame/look.ts';
import { listPath } from '../web/panels/facets.ts';
import { contractPath, renderContractsPage } from '../web/papers/contracts-page.ts';
import { renderMonthPage } from '../web/papers/month-page.ts';
import { orNotFound, type PapersOptions, pageFor, readerOf, sendPage } from './at-papers.ts';
import type { MonthAsked } from './contract-period.ts';
import type { PaperReader } from './paper-context.ts';
import { createSettlingBehind } from './settle-behind.ts';

/** Of so many contracts of a party the month is worked out while it looks at their list. */
const MOST_AHEAD = 3;

/** Contracts, and each period of one against what was agreed. */
export function addContracts(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-contracts', visitorOf);
  const behind = createSettlingBehind(papers);

  app.get('/contracts', see, async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    const who = readerOf(visitorOf(request));
    const { contracts } = await orNotFound(papers.ask('contracts', {}, who));
    const page = pageFor(request, '/contracts', options);
    sendPage(response, renderContractsPage(page, contracts));
    if (who.scope === 'city') return;
    for (const { id } of contracts.slice(0, MOST_AHEAD))
      settleAhead({ contract: id, period: undefined }, who);
  });

  /** Whoever is bound to a contract looks at its month next. What is refused here is told there. */
  const settleAhead = (asked: MonthAsked, who: PaperReader): void => {
    papers.ask('month', asked, who).then(
      ({ settled, period }) => {
        if (settled === undefined)
          void behind.settle({ ...asked, period: period.label }, who, { wait: false });
      },
      () => undefined,
    );
  };

  app.get('/contracts/:id', see, async (request, response) => {
    const { period } = parseParameters(searchOf(request), {
      ...LookParameters,
      period: z.string().max(20).optional(),
      done: oneOf(['yes']).optional(),
    });
    const asked = { contract: String(request.params.id), period };
    const who = readerOf(visitorOf(request));
    const read = async () => await orNotFound(papers.ask('month', asked, who));
    const known = await read();
    // What is old is shown with its age, and the next look has it anew; what was never settled is waited for a little.
    const wait = known.settled === undefined;
    const failure = known.isStale
      ? await behind.settle({ ...asked, period: known.period.label }, who, { wait })
      : undefined;
    const shown = wait && known.isStale ? await read() : known;
    const path = listPath(contractPath(asked.contract), { period });
    sendPage(response, renderMonthPage(pageFor(request, path, options), shown, failure));
  });
}
