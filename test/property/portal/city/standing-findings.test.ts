import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FindingObservation } from '#core/domain/findings.ts';
import { deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import { finish } from '#core/host/in-slices.ts';
import { createDeviceReads } from '#ledger/sqlite/reading/device-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createFindingWriter } from '#ledger/sqlite/writing/finding-writer.ts';
import { createStandingFindings } from '#portal/city/standing-findings.ts';
import { gatherFindings } from '#portal/city/visible-findings.ts';
import { sampleView } from '#test/support/sample-view.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const view = sampleView();
const ENTITIES = [
  ...['cam-lang-0001', 'cam-lang-0002', 'cam-ba-dinh-0001', 'cam-bi-mat', 'gone-long-ago'].map(deviceEntity),
  linkEntity('link-lang'),
];

const observation: fc.Arbitrary<FindingObservation> = fc.record({
  entity: fc.constantFrom(...ENTITIES),
  code: fc.constantFrom('telnet-open', 'clock-drift', 'disk-trouble'),
  subject: fc.constantFrom('', 'Disk 1'),
  isPresent: fc.boolean(),
  atMs: fc.integer({ min: 1_000, max: 1_020 }),
  values: fc.record({ reason: fc.constantFrom('a', 'b') }),
});

function openRecord() {
  const database = openStore(`${tempFolder()}/ledger.sqlite`, { nowMs: () => 0 });
  return { ...createDeviceReads(database), ...createFindingWriter(database), close: () => database.close() };
}

const brief = (
  findings: Iterable<{ entity: string; code: string; subject: string; firstMs: number }>,
): string[] =>
  Array.from(findings, ({ entity, code, subject, firstMs }) => `${firstMs} ${entity} ${code} ${subject}`);

test('what is kept and read anew is what stands on record, at every step of it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(observation, { maxLength: 6 }), { maxLength: 8 }), (steps) => {
      const record = openRecord();
      let noted = new Set<Entity>();
      const list = createStandingFindings(record, () => {
        const taken = noted;
        noted = new Set();
        return taken;
      });
      for (const observations of steps) {
        record.note(observations);
        for (const { entity } of observations) noted.add(entity);
        expect(brief(finish(list(view.fleet)))).toEqual(brief(gatherFindings(view, record, { open: true })));
      }
      record.close();
    }),
    { numRuns: 40 },
  );
});

test('only those are read again that were written meanwhile', () => {
  const record = openRecord();
  const asked: (readonly Entity[] | undefined)[] = [];
  let noted: readonly Entity[] = [];
  const findings: typeof record.findings = (query) => {
    asked.push(query?.entities);
    return record.findings(query);
  };
  const list = createStandingFindings({ findings }, () => new Set(noted));
  const [first = 'device:none', second = 'device:none'] = ENTITIES;
  const seen = { code: 'telnet-open', subject: '', isPresent: true, values: {} } as const;
  record.note([{ ...seen, entity: first, atMs: 1_000 }]);
  expect(brief(finish(list(view.fleet)))).toEqual([`1000 ${first} telnet-open `]);

  asked.length = 0;
  expect(finish(list(view.fleet))).toHaveLength(1);
  expect(asked).toEqual([]);

  record.note([{ ...seen, entity: second, atMs: 2_000 }]);
  noted = [second, deviceEntity('cam-bi-mat')];
  expect(finish(list(view.fleet))).toHaveLength(2);
  expect(asked).toEqual([[second]]);
  record.close();
});

test('after a failure everything is read anew', () => {
  const record = openRecord();
  const [first = 'device:none'] = ENTITIES;
  let isFailing = false;
  let noted: readonly Entity[] = [];
  const findings: typeof record.findings = (query) => {
    if (isFailing) throw new Error('busy');
    return record.findings(query);
  };
  const list = createStandingFindings({ findings }, () => new Set(noted));
  expect(finish(list(view.fleet))).toEqual([]);
  record.note([
    { entity: first, code: 'telnet-open', subject: '', isPresent: true, atMs: 1_000, values: {} },
  ]);

  [noted, isFailing] = [[first], true];
  expect(() => finish(list(view.fleet))).toThrow('busy');
  [noted, isFailing] = [[], false];

  expect(finish(list(view.fleet))).toHaveLength(1);
  record.close();
});
