import { describe, expect, test } from 'vitest';
import { readInventory } from '#availability/inventory/read-inventory.ts';
import type { Device, Handover } from '#core/domain/inventory.ts';
import type { Revision } from '#core/domain/revision.ts';
import { valueAt } from '#core/time/versions.ts';
import { device } from '../../../support/inventory.ts';
import {
  deviceRevision,
  handoverRevision,
  openLedgerOf,
  type Recorded,
} from '../../../support/settlement-ledger.ts';

const camera = (given: Partial<Device>) =>
  device({ id: 'cam', lifecycle: [{ stage: 'in-service', atMs: 10 }], ...given });
const handover = (given: Partial<Handover>): Handover => ({
  atMs: 100,
  kind: 'device',
  id: 'cam',
  field: 'agency',
  ...given,
});
const at = (recordedMs: number, ...revisions: readonly Revision[]): Recorded => ({ recordedMs, revisions });
const removal = (fromMs: number): Revision => ({ kind: 'device', id: 'cam', fromMs, body: undefined });

function agenciesAt(recorded: readonly Recorded[], instants: readonly number[], recordedBeforeMs = 10_000) {
  const { devices } = readInventory(openLedgerOf(recorded), { recordedBeforeMs });
  return instants.map((atMs) => valueAt(devices.get('cam')?.versions, atMs)?.agency);
}

describe('readInventory', () => {
  test('what was recorded first holds before', () => {
    expect(agenciesAt([at(500, deviceRevision(500, camera({ agency: 'a' })))], [0, 500])).toEqual(['a', 'a']);
  });

  test('who was in charge before the hand-over with which a record begins follows from that', () => {
    const recorded = [
      at(
        500,
        deviceRevision(100, camera({ agency: 'b', contracts: ['new'] })),
        handoverRevision(handover({ from: 'a', to: 'b' })),
        handoverRevision(handover({ field: 'contract', from: 'old', to: 'new' })),
      ),
    ];

    expect(agenciesAt(recorded, [0, 99, 100])).toEqual(['a', 'a', 'b']);
    const { devices } = readInventory(openLedgerOf(recorded), { recordedBeforeMs: 10_000 });
    expect(devices.get('cam')?.versions.map(({ value }) => value.contracts)).toEqual([['old'], ['new']]);
  });

  test('an owner who is not determined is none, before a hand-over and after it', () => {
    const found = at(
      500,
      deviceRevision(100, camera({ agency: 'b' })),
      handoverRevision(handover({ to: 'b' })),
    );
    const lost = at(500, deviceRevision(100, camera({})), handoverRevision(handover({ from: 'a' })));

    expect(agenciesAt([found], [99, 100])).toEqual([undefined, 'b']);
    expect(agenciesAt([lost], [99, 100])).toEqual(['a', undefined]);
  });

  test('a revision that was recorded later holds from its own instant on', () => {
    const recorded = [
      at(10, deviceRevision(10, camera({ agency: 'a' }))),
      at(300, deviceRevision(300, camera({ agency: 'b' }))),
      // Learnt on 400 of 200.
      at(400, deviceRevision(200, camera({ agency: 'c' }))),
    ];

    expect(agenciesAt(recorded, [199, 200, 300])).toEqual(['a', 'c', 'c']);
    expect(agenciesAt(recorded, [199, 200, 300], 400)).toEqual(['a', 'a', 'b']);
  });

  test('a retirement that was learnt of late is dated by the device itself', () => {
    const retired = camera({
      lifecycle: [
        { stage: 'in-service', atMs: 10 },
        { stage: 'retired', atMs: 200 },
      ],
    });
    const recorded = [at(10, deviceRevision(10, camera({}))), at(400, deviceRevision(400, retired))];
    const presentBefore = (recordedBeforeMs: number) =>
      readInventory(openLedgerOf(recorded), { recordedBeforeMs }).devices.get('cam')?.present;

    expect(presentBefore(401)).toEqual([{ fromMs: 10, toMs: 200 }]);
    expect(presentBefore(400)).toEqual([{ fromMs: 10, toMs: Number.POSITIVE_INFINITY }]);
  });

  test('a pause is present and not in service; what is off the list is neither', () => {
    const lifecycle: Device['lifecycle'] = [
      { stage: 'installed', atMs: 5 },
      { stage: 'accepted', atMs: 10 },
      { stage: 'paused', atMs: 100 },
      { stage: 'resumed', atMs: 150 },
    ];
    const recorded = [
      at(1, deviceRevision(1, camera({ lifecycle }))),
      at(300, removal(300)),
      at(400, deviceRevision(400, camera({ lifecycle }))),
    ];

    const found = readInventory(openLedgerOf(recorded), { recordedBeforeMs: 10_000 }).devices.get('cam');

    expect(found?.present).toEqual([
      { fromMs: 5, toMs: 300 },
      { fromMs: 400, toMs: Number.POSITIVE_INFINITY },
    ]);
    expect(found?.service).toEqual([
      { fromMs: 10, toMs: 100 },
      { fromMs: 150, toMs: 300 },
      { fromMs: 400, toMs: Number.POSITIVE_INFINITY },
    ]);
  });

  test('a device that was taken off the list before it ever held is none', () => {
    const recorded = [at(10, deviceRevision(10, camera({}))), at(20, removal(5))];

    expect(readInventory(openLedgerOf(recorded), { recordedBeforeMs: 10_000 }).devices.size).toBe(0);
  });
});
