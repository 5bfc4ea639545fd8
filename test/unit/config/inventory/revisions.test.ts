import { describe, expect, test } from 'vitest';
import { diffInventory } from '#config/inventory/revisions.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { Revision } from '#core/domain/revision.ts';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { loadFolder, replaced, SOUND_FILES } from '../../../support/config-folder.ts';

const MARCH_MS = Date.UTC(2025, 1, 28, 17);
const EFFECTIVE_MS = Date.UTC(2025, 10, 25);
const LATER_MS = Date.UTC(2025, 11, 1);
const FUTURE_MS = Date.UTC(2026, 11, 31, 17);

const inventoryOf = async (changed = {}) => (await loadFolder(changed)).inventory;
const diff = (
  recorded: ReadonlyMap<string, string>,
  next: Inventory,
  effectiveMs = EFFECTIVE_MS,
  removed: readonly string[] = [],
) => diffInventory(recorded, next, { effectiveMs, confirmedRemoved: new Set(removed) });

/** What a ledger would say afterwards: the last recorded body of everything that is still there. */
function record(revisions: readonly Revision[], recorded: ReadonlyMap<string, string> = new Map()) {
  const next = new Map(recorded);
  for (const { kind, id, body } of revisions) {
    if (body === undefined) next.delete(`${kind}:${id}`);
    else next.set(`${kind}:${id}`, canonicalJson(body));
  }
  return next;
}

const summary = (revisions: readonly Revision[]) =>
  revisions.map(({ kind, id, fromMs, body }) => {
    const agency = typeof body === 'object' && body !== null && 'agency' in body ? ` ${body.agency}` : '';
    return `${kind}:${id} ${new Date(fromMs).toISOString().slice(0, 10)}${body === undefined ? ' gone' : agency}`;
  });

describe('diffInventory', () => {
  test('records everything of a new city, and what was handed over from its hand-over on', async () => {
    const revisions = diff(new Map(), await inventoryOf());

    expect(revisions.map(({ kind }) => kind).sort()).toEqual([
      'agency',
      'agency',
      'agency',
      'area',
      'area',
      'contract',
      'contractor',
      'contractor',
      'device',
      'device',
      'device',
      'device',
      'district',
      'handover',
      'link',
      'link',
      'programme',
      'site',
      'site',
    ]);
    expect(summary(revisions.filter(({ kind }) => kind === 'device' || kind === 'handover'))).toEqual([
      'device:cam-2 2025-02-28 dost',
      'handover:device:cam-2:agency:2025-02-28T17:00:00.000Z 2025-02-28',
      'device:sw-1 2025-11-25 police',
      'device:nvr-1 2025-11-25 police',
      'device:cam-1 2025-11-25 police',
    ]);
  });

  test('never records contacts', async () => {
    const revisions = diff(new Map(), await inventoryOf());

    expect(JSON.stringify(revisions)).not.toContain('024 0000 0001');
  });

  test('has nothing to add when nothing changed', async () => {
    const inventory = await inventoryOf();

    expect(diff(record(diff(new Map(), inventory)), inventory, LATER_MS)).toEqual([]);
  });

  test('records an edit from its effective time on', async () => {
    const recorded = record(diff(new Map(), await inventoryOf()));

    const revisions = diff(
      recorded,
      await inventoryOf(replaced('devices.csv', 'Camera 1', 'Camera số 1')),
      LATER_MS,
    );

    expect(revisions).toHaveLength(1);
    expect(revisions[0]).toMatchObject({
      kind: 'device',
      id: 'cam-1',
      fromMs: LATER_MS,
      body: { name: 'Camera số 1' },
    });
  });

  test('dates a hand-over that is to come, and is done with it', async () => {
    const planned = await inventoryOf({
      'handovers.csv': `${SOUND_FILES['handovers.csv']}2027-01-01,device,cam-1,agency,dost,police,\n`,
    });

    const revisions = diff(new Map(), planned);

    expect(summary(revisions.filter(({ id }) => id.includes('cam-1')))).toEqual([
      'device:cam-1 2025-11-25 dost',
      'device:cam-1 2026-12-31 police',
      'handover:device:cam-1:agency:2026-12-31T17:00:00.000Z 2026-12-31',
    ]);
    expect(revisions.at(-1)?.fromMs).toBe(FUTURE_MS);
    expect(diff(record(revisions), planned, LATER_MS)).toEqual([]);
    expect(diff(record(revisions), planned, FUTURE_MS + 1)).toEqual([]);
  });

  test('keeps the planned owner when something else is edited meanwhile', async () => {
    const handovers = {
      'handovers.csv': `${SOUND_FILES['handovers.csv']}2027-01-01,device,cam-1,agency,dost,police,\n`,
    };
    const recorded = record(diff(new Map(), await inventoryOf(handovers)));

    const renamed = await inventoryOf({
      ...handovers,
      ...replaced('devices.csv', 'Camera 1', 'Camera số 1'),
    });
    const revisions = diff(recorded, renamed, LATER_MS);

    expect(summary(revisions)).toEqual(['device:cam-1 2025-12-01 dost', 'device:cam-1 2026-12-31 police']);
    expect(diff(record(revisions, recorded), renamed, LATER_MS + 1)).toEqual([]);
  });

  test('dates a hand-over that becomes known late at its own instant, with the rest as it was recorded', async () => {
    const recorded = record(diff(new Map(), await inventoryOf({ 'handovers.csv': undefined })));

    const known = await inventoryOf(replaced('devices.csv', 'Camera 2', 'Camera số 2'));
    const revisions = diff(recorded, known, LATER_MS);

    expect(revisions.filter(({ kind }) => kind === 'device')).toMatchObject([
      { id: 'cam-2', fromMs: MARCH_MS, body: { name: 'Camera 2', agency: 'dost' } },
      { id: 'cam-2', fromMs: LATER_MS, body: { name: 'Camera số 2', agency: 'dost' } },
    ]);
    expect(diff(record(revisions, recorded), known, LATER_MS + 1)).toEqual([]);
  });

  test('refuses that entries vanish, and names each', async () => {
    const recorded = record(diff(new Map(), await inventoryOf()));
    const next = await inventoryOf({
      ...replaced(
        'devices.csv',
        'cam-1,Camera 1,camera,pole-1,fixed,90,police,keeper,upkeep,2025-01-01,,device:sw-1,camera,10.0.0.4,,,,\n',
        '',
      ),
      'programmes.yaml': undefined,
    });

    expect(() => diff(recorded, next, LATER_MS)).toThrow(
      `2 entries are gone from the configuration; expected a date in retired, valid_to or to first, or a confirmation (--confirm-removed), got neither:
  programme:key-targets (Mục tiêu trọng điểm)
  device:cam-1 (Camera 1)`,
    );
  });

  test('records what may be gone: retired, abolished, or confirmed', async () => {
    const retired = await inventoryOf(
      replaced(
        'devices.csv',
        'upkeep,2025-01-01,,device:sw-1,camera,10.0.0.4',
        'upkeep,2025-01-01,2025-06-01,device:sw-1,camera,10.0.0.4',
      ),
    );
    const recorded = record(diff(new Map(), retired));
    const next = await inventoryOf({
      ...replaced(
        'devices.csv',
        'cam-1,Camera 1,camera,pole-1,fixed,90,police,keeper,upkeep,2025-01-01,,device:sw-1,camera,10.0.0.4,,,,\n',
        '',
      ),
      'programmes.yaml': undefined,
    });

    const revisions = diff(recorded, next, LATER_MS, ['key-targets']);

    expect(summary(revisions)).toEqual([
      'programme:key-targets 2025-12-01 gone',
      'device:cam-1 2025-12-01 gone',
    ]);
    expect(diff(record(revisions, recorded), next, LATER_MS + 1)).toEqual([]);
  });

  test('lets the hand-overs of a removed device go with it', async () => {
    const recorded = record(diff(new Map(), await inventoryOf()));
    const next = await inventoryOf({
      ...replaced(
        'devices.csv',
        'cam-2,Camera 2,camera,pole-1,fixed,270,dost,keeper,upkeep,2025-01-01,,device:sw-1,camera,,,nvr-1#1,,\n',
        '',
      ),
      'handovers.csv': undefined,
    });

    const revisions = diff(recorded, next, LATER_MS, ['device:cam-2']);

    expect(summary(revisions)).toEqual([
      'device:cam-2 2025-12-01 gone',
      'handover:device:cam-2:agency:2025-02-28T17:00:00.000Z 2025-12-01 gone',
    ]);
  });
});

describe('how checks are made', () => {
  const checks = (intervalMs: number) => [
    { kind: 'profile' as const, id: 'camera', body: { id: 'camera', checks: { reach: { intervalMs } } } },
    {
      kind: 'polling' as const,
      id: 'link:line-1',
      body: { id: 'link:line-1', intervalMs: { reach: 60_000 } },
    },
  ];
  const diffWith = (
    recorded: ReadonlyMap<string, string>,
    next: Inventory,
    given: ReturnType<typeof checks> | undefined,
  ) =>
    diffInventory(recorded, next, {
      effectiveMs: LATER_MS,
      confirmedRemoved: new Set(),
      ...(given && { checks: given }),
    });

  test('is recorded as it is, and again where it changes', async () => {
    const inventory = await inventoryOf();
    const recorded = record(diff(new Map(), inventory));

    const first = diffWith(recorded, inventory, checks(5_000));
    const then = diffWith(record(first, recorded), inventory, checks(10_000));

    expect(summary(first)).toEqual(['profile:camera 2025-12-01', 'polling:link:line-1 2025-12-01']);
    expect(diffWith(record(first, recorded), inventory, checks(5_000))).toEqual([]);
    expect(then).toEqual([{ ...checks(10_000)[0], fromMs: LATER_MS }]);
  });

  test('may be gone without asking, and stays where it is not what is compared', async () => {
    const inventory = await inventoryOf();
    const recorded = record(diff(new Map(), inventory));
    const all = record(diffWith(recorded, inventory, checks(5_000)), recorded);

    expect(summary(diffWith(all, inventory, []))).toEqual([
      'profile:camera 2025-12-01 gone',
      'polling:link:line-1 2025-12-01 gone',
    ]);
    expect(diffWith(all, inventory, undefined)).toEqual([]);
  });
});
