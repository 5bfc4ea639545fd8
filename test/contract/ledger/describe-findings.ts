import { describe, expect, test } from 'vitest';
import type { FindingObservation } from '#core/domain/findings.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeFindings({ tempPlace }: StoreUnderTest): void {
  function observation(atMs: number, rest: Partial<FindingObservation> = {}): FindingObservation {
    return {
      entity: 'device:cam-1',
      code: 'serial-changed',
      subject: '',
      isPresent: true,
      atMs,
      values: { expected: 'A1', found: 'B2' },
      ...rest,
    };
  }

  async function note(...observations: FindingObservation[]) {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.noteFindings(observations);
    await ledger.close();
    const reader = openTempReader(path);
    return { path, reader, findings: [...reader.findings()] };
  }

  describe('a finding', () => {
    test('is one row from the first look that found it to the first that did not', async () => {
      const { findings } = await note(
        observation(1_000),
        observation(2_000, { values: { expected: 'A1', found: 'C3' } }),
        observation(3_000, { isPresent: false, values: {} }),
      );

      expect(findings).toEqual([
        {
          entity: 'device:cam-1',
          code: 'serial-changed',
          subject: '',
          firstMs: 1_000,
          lastMs: 2_000,
          goneMs: 3_000,
          values: { expected: 'A1', found: 'C3' },
        },
      ]);
    });

    test('that comes back is a new row', async () => {
      const { findings } = await note(
        observation(1_000),
        observation(2_000, { isPresent: false }),
        observation(3_000),
      );

      expect(findings.map(({ firstMs, lastMs, goneMs }) => [firstMs, lastMs, goneMs])).toEqual([
        [1_000, 1_000, 2_000],
        [3_000, 3_000, undefined],
      ]);
    });

    test('is not opened by a look that does not find it', async () => {
      expect((await note(observation(1_000, { isPresent: false }))).findings).toEqual([]);
    });

    test('is told apart by its subject and by its code', async () => {
      const { findings } = await note(
        observation(1_000, { code: 'disk-trouble', subject: 'disk 1' }),
        observation(1_000, { code: 'disk-trouble', subject: 'disk 2' }),
        observation(2_000, { code: 'disk-trouble', subject: 'disk 1', isPresent: false }),
        observation(1_000),
      );

      expect(findings.map(({ code, subject, goneMs }) => [code, subject, goneMs])).toEqual([
        ['disk-trouble', 'disk 1', 2_000],
        ['disk-trouble', 'disk 2', undefined],
        ['serial-changed', '', undefined],
      ]);
    });

    test('is not changed by looks that are handed over again or come late', async () => {
      const looks = [observation(1_000), observation(2_000), observation(3_000, { isPresent: false })];
      const { findings } = await note(...looks, ...looks, observation(2_500));

      expect(findings.map(({ firstMs, lastMs, goneMs }) => [firstMs, lastMs, goneMs])).toEqual([
        [1_000, 2_000, 3_000],
      ]);
    });

    test('keeps no number that JSON cannot hold', async () => {
      const { findings } = await note(observation(1, { values: { offsetMs: Number.NaN, found: 'B2' } }));

      expect(findings[0]?.values).toEqual({ found: 'B2' });
    });

    test('is never deleted', async () => {
      const { path } = await note(observation(1_000));
      const database = openStore(path, { nowMs: () => 0 });

      expect(() => database.exec('DELETE FROM finding')).toThrow('findings are kept');
      database.close();
    });
  });

  test('findings are read by entity, by code, and by whether they stand', async () => {
    const { reader } = await note(
      observation(1_000),
      observation(1_000, { entity: 'link:line-1', code: 'contradiction' }),
      observation(2_000, { isPresent: false }),
      observation(3_000),
    );
    const read = (query: Parameters<typeof reader.findings>[0]) =>
      [...reader.findings(query)].map(({ entity, firstMs }) => `${entity} ${firstMs}`);

    expect(read({ entity: 'device:cam-1' })).toEqual(['device:cam-1 1000', 'device:cam-1 3000']);
    expect(read({ open: true })).toEqual(['link:line-1 1000', 'device:cam-1 3000']);
    expect(read({ open: false })).toEqual(['device:cam-1 1000']);
    expect(read({ code: 'contradiction', open: true })).toEqual(['link:line-1 1000']);
  });
}
