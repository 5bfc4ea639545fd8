import { expect, test } from 'vitest';
import type { HubCaller } from '#hub/shipping/call-hubs.ts';
import { createRowShipper } from '#hub/shipping/ship-rows.ts';
import { COVERED_HEADER } from '#hub/wire/protocol.ts';
import type { Outgoing } from '#ledger/record/outgoing.ts';

const hash = '0'.repeat(64);

test('how far a collector covers is told with its last row, not while others are still to come', async () => {
  const outgoing: Outgoing = {
    head: () => ({ seq: 7_000, hash }),
    hashOf: () => hash,
    rowsFrom: (seq, { rows }) => Array.from({ length: Math.min(rows, 7_001 - seq) }, () => '{}'),
    recordedMs: () => 0,
    coveredMs: () => 60_000,
    work: () => ({ asOfSeq: 7_000, coverage: [] }),
  };
  const told: unknown[] = [];
  let seq = 0;
  const call: HubCaller['call'] = async (name, { headers } = {}) => {
    if (name === 'head') return { status: 200, headers: {}, text: JSON.stringify({ seq: 0, hash }) };
    told.push(headers?.[COVERED_HEADER]);
    seq = Math.min(7_000, seq + 5_000);
    return { status: 200, headers: {}, text: JSON.stringify({ head: { seq, hash }, added: 1 }) };
  };
  const shipper = createRowShipper(outgoing, { call });

  while ((await shipper.step()).outcome === 'sent');

  expect(told).toEqual([undefined, '60000']);
});
