import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { CHAINED_TABLES } from '#ledger/record/chained-tables.ts';
import { hashRow, renderRowBody } from '#ledger/record/row-body.ts';

const aDocument = fc.dictionary(
  fc.string(),
  fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()),
);

const aRow = fc.record({
  seq: fc.nat(),
  salt: fc.stringMatching(/^[0-9a-f]{32}$/),
  columns: fc.record(
    {
      entity: fc.string({ unit: 'binary' }),
      reason: fc.string(),
      at_ms: fc.maxSafeInteger(),
      corrects: fc.nat(),
      body: aDocument,
    },
    { requiredKeys: [] },
  ),
});

test('a body is the canonical JSON of its table, number, version, salt and columns', () => {
  fc.assert(
    fc.property(aRow, ({ seq, salt, columns }) => {
      const stored: Readonly<Record<string, unknown>> = {
        ...columns,
        ...(columns.body && { body: canonicalJson(columns.body) }),
      };

      const body = renderRowBody({
        table: 'change',
        seq,
        v: 1,
        salt,
        value: (column) => stored[column] as string | number | undefined,
      });

      expect(body).toBe(canonicalJson({ table: 'change', seq, v: 1, salt, ...columns }));
      expect(canonicalJson(JSON.parse(body))).toBe(body);
    }),
  );
});

test('the columns that a released version covers are never changed', () => {
  expect(CHAINED_TABLES).toEqual({
    change: [
      [
        'entity',
        'indicator',
        'origin',
        'corrects',
        'after_ms',
        'at_ms',
        'state',
        'reason',
        'recorded_ms',
        'author',
        'body',
        'source',
        'run',
        'source_seq',
      ],
    ],
    coverage: [
      ['source', 'run', 'source_seq', 'from_ms', 'to_ms', 'ended', 'recorded_ms', 'author'],
      ['source', 'run', 'source_seq', 'from_ms', 'to_ms', 'ended', 'recorded_ms', 'author', 'interval_ms'],
    ],
    revision: [['kind', 'id', 'from_ms', 'recorded_ms', 'author', 'source_hash', 'body']],
    seal: [['sealed_seq', 'sealed_hash', 'recorded_ms', 'author']],
    audit: [['action', 'recorded_ms', 'author', 'body']],
    traffic_day: [
      [
        'link',
        'date',
        'direction',
        'capacity_bps',
        'samples',
        'octets',
        'histogram',
        'source',
        'run',
        'recorded_ms',
        'author',
      ],
    ],
    maintenance: [['id', 'action', 'recorded_ms', 'author', 'body']],
    claim: [['id', 'action', 'recorded_ms', 'author', 'body']],
    statement: [['id', 'action', 'recorded_ms', 'author', 'body']],
    incident_step: [['id', 'action', 'recorded_ms', 'author', 'body']],
    plan_step: [['id', 'action', 'recorded_ms', 'author', 'body']],
    unmeasured: [['id', 'action', 'recorded_ms', 'author', 'body']],
    checkpoint: [['id', 'action', 'recorded_ms', 'author', 'body']],
    import: [['source', 'run', 'recorded_ms', 'author', 'body']],
    imported_coverage: [
      ['entity', 'indicator', 'from_ms', 'to_ms', 'source', 'run', 'source_seq', 'recorded_ms', 'author'],
    ],
    void: [['voids', 'kind', 'recorded_ms', 'author', 'reason']],
    receipt: [['collector', 'from_seq', 'to_seq', 'head', 'first_seq', 'covered', 'recorded_ms', 'author']],
    lease: [['zone', 'epoch', 'from_ms', 'collectors', 'reason', 'recorded_ms', 'author']],
  });
});

test('the worked example of docs/ledger.md', () => {
  const row = {
    entity: 'device:cam-1',
    indicator: 'reach',
    origin: 'measured',
    after_ms: 1_759_280_340_000,
    at_ms: 1_759_280_400_000,
    state: 'down',
    reason: 'timeout',
    recorded_ms: 1_759_280_415_000,
    author: 'collector-1',
    body: '{"probes":3}',
    source: 'collector-1',
    run: '2025-10-01T01:00:00Z',
    source_seq: 1,
  };

  const body = renderRowBody({
    table: 'change',
    seq: 1,
    v: 1,
    salt: '000102030405060708090a0b0c0d0e0f',
    value: (column) => new Map<string, string | number>(Object.entries(row)).get(column),
  });

  expect(body).toBe(
    '{"after_ms":1759280340000,"at_ms":1759280400000,"author":"collector-1","body":{"probes":3},"entity":"device:cam-1","indicator":"reach","origin":"measured","reason":"timeout","recorded_ms":1759280415000,"run":"2025-10-01T01:00:00Z","salt":"000102030405060708090a0b0c0d0e0f","seq":1,"source":"collector-1","source_seq":1,"state":"down","table":"change","v":1}',
  );
  expect(hashRow('0'.repeat(64), body)).toBe(
    '198fcb28cc98eda675e7109b0247b43441225e3dfac9745f631062e788b11b67',
  );
});

test('a body that says of a column beside it is not the body of the row that has that column', () => {
  const bodyOf = (stored: Readonly<Record<string, string | number>>) =>
    renderRowBody({ table: 'change', seq: 9, v: 1, salt: '0', value: (column) => stored[column] });

  expect(bodyOf({ entity: 'device:cam-1', body: '{},"corrects":7' })).not.toBe(
    bodyOf({ entity: 'device:cam-1', body: '{}', corrects: 7 }),
  );
});
