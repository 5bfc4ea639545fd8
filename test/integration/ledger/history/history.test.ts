import { describe, expect, test } from 'vitest';
import type { Revision } from '#core/domain/revision.ts';
import type { Versions } from '#core/time/versions.ts';
import { readHistory } from '#ledger/history/history.ts';
import { device, link } from '#test/support/inventory.ts';
import {
  deviceRevision,
  handoverRevision,
  linkRevision,
  openLedgerOf,
} from '#test/support/settlement-ledger.ts';

const brief = <Value>(versions: Versions<Value> | undefined, say: (value: Value) => string) =>
  versions?.map(({ fromMs, toMs, value }) => `${say(value)} ${fromMs}..${toMs}`);

const recorded = (recordedMs: number, ...revisions: Revision[]) => ({ recordedMs, revisions });

describe('readHistory', () => {
  test('a later revision holds from its instant on, and the first one before it too', () => {
    const reader = openLedgerOf([
      recorded(100, deviceRevision(100, device({ id: 'a', contracts: ['c-1'] }))),
      recorded(300, deviceRevision(200, device({ id: 'a', contracts: ['c-2'] }))),
    ]);

    const { devices } = readHistory(reader);

    expect(brief(devices.get('a'), ({ contracts }) => contracts.join())).toEqual([
      'c-1 -Infinity..200',
      'c-2 200..Infinity',
    ]);
    expect(devices.get('a')?.map(({ sinceMs }) => sinceMs)).toEqual([100, 200]);
  });

  test('what was not recorded yet is not known', () => {
    const reader = openLedgerOf([
      recorded(100, deviceRevision(100, device({ id: 'a' }))),
      recorded(300, deviceRevision(200, device({ id: 'a', name: 'later' }))),
    ]);

    const { devices } = readHistory(reader, { recordedBeforeMs: 300 });

    expect(brief(devices.get('a'), ({ name }) => name)).toEqual(['a -Infinity..Infinity']);
  });

  test('a removal ends an entry', () => {
    const reader = openLedgerOf([
      recorded(100, deviceRevision(100, device({ id: 'a' }))),
      recorded(200, { kind: 'device', id: 'a', fromMs: 200, body: undefined }),
    ]);

    expect(brief(readHistory(reader).devices.get('a'), ({ id }) => id)).toEqual(['a -Infinity..200']);
  });

  test('before a hand-over that is older than the record the one that handed over was in charge', () => {
    const handover = {
      atMs: 50,
      kind: 'device',
      id: 'a',
      field: 'contract',
      from: 'c-1',
      to: 'c-2',
    } as const;
    const reader = openLedgerOf([
      recorded(100, deviceRevision(50, device({ id: 'a', contracts: ['c-2'] })), handoverRevision(handover)),
    ]);

    expect(brief(readHistory(reader).devices.get('a'), ({ contracts }) => contracts.join())).toEqual([
      'c-1 -Infinity..50',
      'c-2 50..Infinity',
    ]);
  });

  test('a link that was added later did not exist before', () => {
    const reader = openLedgerOf([
      recorded(100, linkRevision(100, link({ id: 'first' }))),
      recorded(200, linkRevision(200, link({ id: 'added' }))),
    ]);

    const { links } = readHistory(reader);

    expect(brief(links.get('first'), ({ id }) => id)).toEqual(['first -Infinity..Infinity']);
    expect(brief(links.get('added'), ({ id }) => id)).toEqual(['added 200..Infinity']);
  });

  test('a body that is not what it should be is damage', () => {
    const reader = openLedgerOf([recorded(100, { kind: 'device', id: 'a', fromMs: 100, body: { id: 'a' } })]);

    expect(() => readHistory(reader)).toThrow(
      'the ledger is damaged: device a: expected a revision with id, kind, site, contracts, lifecycle, upstreams, got {"id":"a"}',
    );
  });

  test('of one contract has its devices of any time and everything on the ways to what it covers, and no others', () => {
    const reader = openLedgerOf([
      recorded(
        100,
        { kind: 'site', id: 'pole', fromMs: 100, body: { id: 'pole', area: 'ba-dinh' } },
        linkRevision(100, link({ id: 'trunk', near: 'device:core' })),
        linkRevision(100, link({ id: 'own-line', near: 'device:edge', contracts: ['c-1'] })),
        linkRevision(100, link({ id: 'other-line', near: 'device:other-edge', contracts: ['c-10'] })),
        deviceRevision(100, device({ id: 'core', kind: 'router' })),
        deviceRevision(100, device({ id: 'sw', kind: 'switch', upstreams: [['link:trunk']] })),
        deviceRevision(100, device({ id: 'edge', kind: 'switch' })),
        deviceRevision(100, device({ id: 'other-edge', kind: 'switch' })),
        deviceRevision(100, device({ id: 'nvr', kind: 'nvr', upstreams: [['device:sw']] })),
        deviceRevision(
          100,
          device({ id: 'behind', contracts: ['c-1'], channelOf: { recorder: 'nvr', channel: 1 } }),
        ),
        deviceRevision(100, device({ id: 'once', contracts: ['c-1'] })),
        deviceRevision(100, device({ id: 'handed-over', contracts: ['c-2'] })),
        deviceRevision(
          100,
          device({ id: 'stranger', contracts: ['c-10'], upstreams: [['device:other-edge']] }),
        ),
        handoverRevision({
          ...{ atMs: 50, kind: 'device', id: 'handed-over', field: 'contract', from: 'c-1', to: 'c-2' },
        }),
      ),
      recorded(200, deviceRevision(200, device({ id: 'once', contracts: ['c-2'] }))),
    ]);

    const { devices, sites, ...others } = readHistory(reader, { contractId: 'c-1' });

    expect([...devices.keys()].sort()).toEqual([
      'behind',
      'core',
      'edge',
      'handed-over',
      'nvr',
      'once',
      'sw',
    ]);
    const { devices: all, sites: allSites, ...othersOfAll } = readHistory(reader);
    expect([sites.size, allSites.size]).toEqual([0, 1]);
    expect(others).toEqual(othersOfAll);
    for (const [id, versions] of devices) expect(versions).toEqual(all.get(id));
  });
});
