import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { acceptInvitation } from '#accounts/actions/accept-invitation.ts';
import type { AccountContext } from '#accounts/actions/account-context.ts';
import { addAccount } from '#accounts/actions/add-account.ts';
import { logIn } from '#accounts/actions/log-in.ts';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';
import type { loadConfig } from '#config/load-config.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { createPortal } from '#portal/server/create-portal.ts';
import { startPortal } from '#portal/server/start-portal.ts';
import { startActs } from '#server/acts/start-acts.ts';
import { startPapers } from '#server/papers/start-papers.ts';
import { SAMPLE_CITY_DIR } from '#simulator/write-city.ts';
import { sampleLive } from '../../support/sample-live.ts';
import { NO_INCIDENTS, NOTHING_LEARNT, WRITING } from '../../support/sample-portal.ts';
import { NOW_MS, type PapersPlace } from './make-papers.ts';

const PASSWORD = 'đủ dài cho một mình';

/** The portal over the record, with its threads and somebody of DOST who has logged in, at noon of the day after the month. */
export async function servePapers({ ledger }: PapersPlace, config: Awaited<ReturnType<typeof loadConfig>>) {
  const logger = pino({ level: 'silent' });
  const offMs = NOW_MS - Date.now();
  const nowMs = () => Date.now() + offMs;
  const { shared: clock } = createClock({ wallMs: nowMs });
  const start = { path: ledger, timeZone: config.settings.city.timeZone, folder: SAMPLE_CITY_DIR, clock };
  const [papers, acts] = [startPapers(start, logger), startActs(start, logger)];
  const accounts = join(ledger, '..', 'accounts.sqlite');
  await rm(accounts, { force: true });
  const store = openAccountStore(accounts);
  const door: AccountContext = { store, nowMs, author: 'bench', audit: () => undefined };
  const page = { ...config.settings.page, anonymous: 'none' } as const;
  const shown = { inventory: config.inventory, settings: { ...config.settings, page } };
  const { app } = createPortal({
    config: () => shown,
    live: sampleLive(config.inventory, nowMs()),
    measurements: () => WRITING,
    outages: () => [],
    timelines: () => [],
    news: { headSeq: () => 0, changedBetween: () => [], voids: () => [].values() },
    learnt: NOTHING_LEARNT,
    notedFindings: () => new Set(),
    incidents: NO_INCIDENTS,
    ledgerFailure: () => undefined,
    metrics: createMetrics(),
    accountsAs: () => door,
    linkKey: 'f'.repeat(64),
    papers: {
      ask: papers.ask,
      perform: async (deed, by) => (await acts.perform({ kind: 'paper', deed, ...by })) as never,
      exportRecord: () => {
        throw new Error('expected nobody to take the export');
      },
    },
    ...{ logger, nowMs },
  });
  const portal = await startPortal(app, { host: '127.0.0.1', port: 0 });
  const { secret: invitation } = await addAccount(door, { account: 'dost', role: 'dost', name: 'Cán bộ Sở' });
  await acceptInvitation(door, { secret: invitation, password: PASSWORD });
  const asked = { account: 'dost', password: PASSWORD, code: '', from: 'bench', browser: '' };
  const { secret } = await logIn(door, asked);
  const headers = { cookie: `__Host-camwatch=${secret}`, 'sec-fetch-site': 'same-origin' };
  const read = async (answer: Response) => ({ status: answer.status, text: await answer.text() });
  return {
    get: async (path: string) => await read(await fetch(portal.url + path, { headers, redirect: 'manual' })),
    post: async (path: string, form: Record<string, string>) =>
      await read(
        await fetch(portal.url + path, {
          ...{ method: 'POST', headers, redirect: 'manual', body: new URLSearchParams(form) },
        }),
      ),
    close: async () => {
      await Promise.all([portal.close(), papers.close(), acts.close()]);
      store.close();
    },
  };
}
