import type { RevisionKind } from '#core/domain/revision.ts';
import { toJson } from '#core/text/to-json.ts';
import { runCamwatch } from './camwatch.ts';
import { device, link } from './inventory.ts';
import { change, openTempLedger, tempLedgerPath } from './temp-ledger.ts';

const HOUR_MS = 3_600_000;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const TERMS = {
  indicator: 'reach',
  period: 'month',
  availability: '99.5%',
  planned_work: { notice: '24h' },
  excused: ['planned-work', 'power-cut', 'line'],
  objection: '2d',
  fees: { by_kind: { camera: '100000 VND' } },
  deductions: { per: 'device', of: 'monthly fee of the device', tiers: [{ below: '99.5%', amount: '10%' }] },
};

/** The first instant of the month before, in the city. */
function lastMonthMs(nowMs = Date.now()): number {
  const now = new Date(nowMs + 7 * HOUR_MS);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1) - 7 * HOUR_MS;
}

/**
 * A ledger of a small city, and its commands. Cameras cam-1 and cam-2 of the ward ba-dinh are under the contract `keeper`
 * of contractor a with agency x, behind the line l-1 of contractor b; cam-3 is in another ward and was never down. The
 * first two were down for four hours on the 11th of last month, so that its figures are complete.
 */
export async function createClaimCity({ claimWithin = '70d', terms = {} } = {}) {
  const downMs = lastMonthMs() + 10 * 24 * HOUR_MS;
  const path = tempLedgerPath();
  const fromMs = lastMonthMs() - 24 * HOUR_MS;
  const owner = await openTempLedger(path, { nowMs: () => fromMs });
  const revision = (kind: RevisionKind, body: { readonly id: string }) => ({
    kind,
    id: body.id,
    fromMs,
    body: toJson(body),
  });
  const camera = (id: string, site: string) =>
    device({ id, site, agency: 'x', contracts: ['keeper'], upstreams: [['link:l-1']] });
  await owner.recordRevisions(
    [
      revision('agency', { id: 'x', ...{ name: 'Sở X', kind: 'department', successors: [] } }),
      revision('contractor', { id: 'a', ...{ name: 'Nhà thầu A', kind: 'maintenance', successors: [] } }),
      revision('contractor', { id: 'b', ...{ name: 'Viễn thông B', kind: 'carrier', successors: [] } }),
      ...['ba-dinh', 'lang'].map((id) =>
        revision('area', { id, ...{ name: id, district: 'd', successors: [] } }),
      ),
      revision('site', { id: 'site-1', ...{ name: 'Cột 1', area: 'ba-dinh', cabinet: 'tu-1' } }),
      revision('site', { id: 'site-2', ...{ name: 'Cột 2', area: 'lang' } }),
      revision('contract', contract('keeper', 'a', claimWithin, terms)),
      revision('contract', contract('line', 'b', claimWithin, terms)),
      revision('link', link({ id: 'l-1', far: 'site:site-1', contracts: ['line'] })),
      revision('device', camera('cam-1', 'site-1')),
      revision('device', camera('cam-2', 'site-1')),
      revision('device', camera('cam-3', 'site-2')),
    ],
    { author: 'an', sourceHash: 'x', recordedMs: fromMs },
  );
  const entities = ['device:cam-1', 'device:cam-2', 'device:cam-3', 'link:l-1'] as const;
  await owner.record({
    changes: [
      ...entities.map((entity) => change(entity, 'up', fromMs)),
      ...['device:cam-1', 'device:cam-2'].flatMap((entity) => [
        change(entity === 'device:cam-1' ? entity : 'device:cam-2', 'down', downMs),
        change(entity === 'device:cam-1' ? entity : 'device:cam-2', 'up', downMs + 4 * HOUR_MS),
      ]),
    ],
    coverage: [{ fromMs, toMs: Date.now(), closed: 'stop' }],
  });
  await owner.close();
  const run = (...args: readonly string[]) =>
    runCamwatch(
      ...args,
      '--ledger',
      path,
      '--time-zone',
      TIME_ZONE,
      ...(args.includes('--lang') ? [] : ['--lang', 'en']),
    );
  /** So many hours after they went down, as the commands read it. */
  const at = (hours: number) => new Date(downMs + hours * HOUR_MS).toISOString();
  return { path, downMs, run, at };
}

const contract = (id: string, contractor: string, within: string, terms: object) => ({
  id,
  name: id,
  contractor,
  agency: 'x',
  fromMs: 0,
  sample: true,
  terms: { ...TERMS, claims: { within, decide_within: '10d' }, ...terms },
});
