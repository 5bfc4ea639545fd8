import { describe, expect, test } from 'vitest';
import { listStatementFindings } from '#contracts/actions/statements/statement-findings.ts';
import { listPingOnly } from '#contracts/findings/ping-only.ts';
import { settleContract } from '#contracts/settle/settle-contract.ts';
import type { AddedWork } from '#ledger/decisions/works.ts';
import { readHistory } from '#ledger/history/history.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { addedWork } from '#test/support/decisions.ts';
import { device } from '#test/support/inventory.ts';
import { at, CAMERAS, DAY_MS, LINES, MONTH, TIME_ZONE } from '#test/support/settled-city.ts';
import {
  contractRevision,
  deviceRevision,
  type Recorded,
  writeLedger,
} from '#test/support/settlement-ledger.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';

const START = at('10-25T00:00');
const END = at('12-02T00:00');

/** Two cameras under the contract and one under another: all of them answer pings and nothing else for two days. */
function city(): Recorded[] {
  const devices = [
    device({ id: 'cam-1', contracts: ['cameras'] }),
    device({ id: 'cam-2', contracts: ['cameras'] }),
    device({ id: 'other', contracts: ['lines'] }),
  ];
  return [
    {
      recordedMs: START,
      revisions: [
        contractRevision(START, CAMERAS),
        contractRevision(START, LINES),
        ...devices.map((one) => deviceRevision(START, one)),
      ],
    },
    {
      recordedMs: END,
      changes: (['device:cam-1', 'device:other'] as const).flatMap((entity) => [
        change(entity, 'up', START),
        change(entity, 'up', START, { indicator: 'service' }),
        change(entity, 'down', at('11-05T08:00'), { indicator: 'service' }),
        change(entity, 'up', at('11-07T08:00'), { indicator: 'service' }),
      ]),
      coverage: [{ fromMs: START, toMs: END, closed: 'stop' }],
    },
  ];
}

function addWork(path: string, entities: AddedWork['entities']): void {
  const pen = openDecisions(path, { author: 'an', nowMs: () => END });
  const window = { fromMs: at('11-20T00:00'), toMs: at('11-21T00:00'), announcedMs: at('11-10T00:00') };
  const add = (id: string) => ({
    id,
    action: 'add',
    body: { ...addedWork({ ...window, entities }), files: [] },
  });
  const cancel = { id: '1', action: 'cancel', body: { by: 'contractor:a', reason: 'Rain', files: [] } };
  pen.appendAll('maintenance', [add('1'), cancel, add('2')], () => undefined);
  pen.close();
}

function findingsOf(path: string) {
  const reader = openTempReader(path);
  const history = readHistory(reader);
  const settlement = settleContract(reader, history, {
    contractId: 'cameras',
    period: MONTH,
    asOfMs: END,
    timeZone: TIME_ZONE,
    claims: [],
    maintenance: [],
  });
  return { reader, findings: listStatementFindings(reader, history, settlement) };
}

describe('what is worth a look of a statement', () => {
  test('is what touches the devices of its contract, each with its row', () => {
    const path = writeLedger(city());
    addWork(path, ['device:other', 'device:cam-2']);

    const { reader, findings } = findingsOf(path);

    const began = [...reader.changes({ entity: 'device:cam-1', indicator: 'service' })][1]?.seq;
    const renewed = [...reader.decisions('maintenance')].at(-1)?.seq;
    expect(findings).toEqual([
      {
        code: 'answers-ping-only',
        entity: 'device:cam-1',
        atMs: at('11-05T08:00'),
        ref: `change:${began}`,
        seq: began,
        detail: 2 * DAY_MS,
      },
      {
        code: 'cancelled-and-added-again',
        entity: 'device:cam-2',
        atMs: END,
        ref: 'maintenance:2',
        seq: renewed,
        detail: 'maintenance:1',
      },
    ]);
  });

  test('is nothing where only others are touched', () => {
    const path = writeLedger(city());
    addWork(path, ['device:other']);

    expect(findingsOf(path).findings.map(({ entity }) => entity)).toEqual(['device:cam-1']);
  });
});

describe('listPingOnly', () => {
  test('gives of some devices what it gives of all', () => {
    const reader = openTempReader(writeLedger(city()));

    const all = listPingOnly(reader, MONTH);
    const some = listPingOnly(reader, MONTH, ['device:cam-1', 'device:cam-2']);

    expect(all.map(({ entity }) => entity)).toEqual(['device:cam-1', 'device:other']);
    expect(some).toEqual(all.filter(({ entity }) => entity === 'device:cam-1'));
  });
});
