import { expect, test } from 'vitest';
import { device } from '../../support/inventory.ts';
import { deviceRevision, writeLedger } from '../../support/settlement-ledger.ts';
import { change, openTempReader } from '../../support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeChainHeadReads({ tempPlace }: StoreUnderTest): void {
  test('tells where the chain stood at an instant, with the rows of each table, whatever was recorded since', () => {
    const path = writeLedger(
      [
        { recordedMs: 100, revisions: [deviceRevision(1, device({ id: 'cam' }))] },
        { recordedMs: 200, changes: [change('device:cam', 'up', 150)] },
      ],
      tempPlace(),
    );
    const before = openTempReader(path).chainBefore(200);
    writeLedger([{ recordedMs: 300, changes: [change('device:cam', 'down', 250)] }], path);
    const reader = openTempReader(path);

    expect(reader.chainBefore(100)).toEqual({ seq: 0, hash: '0'.repeat(64), rows: {} });
    expect(reader.chainBefore(200)).toEqual(before);
    expect(before).toEqual({ seq: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/), rows: { revision: 1 } });
    expect(reader.chainBefore(301)).toMatchObject({
      seq: reader.headSeq(),
      rows: { revision: 1, change: 2 },
    });
  });
}
