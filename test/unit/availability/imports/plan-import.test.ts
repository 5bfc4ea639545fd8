import { describe, expect, test } from 'vitest';
import { findColumns } from '#availability/imports/find-columns.ts';
import { type PlanOptions, planImport } from '#availability/imports/plan-import.ts';
import { readForeignCsv } from '#config/importers/read-foreign-csv.ts';
import { readForeignJsonl } from '#config/importers/read-foreign-jsonl.ts';

const NOON_MS = Date.UTC(2025, 9, 1, 5);
const hour = (count: number) => NOON_MS + count * 3_600_000;

const OPTIONS: PlanOptions = {
  timeZone: 'Asia/Ho_Chi_Minh',
  indicator: 'reach',
  nowMs: hour(100),
  isKnown: (entity) => !entity.endsWith('x'),
  unknown: 'refuse',
};
const NO_WORDS = { map: [], translate: [] };

function plan(text: string, options: Partial<PlanOptions> = {}) {
  const table = text.startsWith('{')
    ? readForeignJsonl('f', Buffer.from(text))
    : readForeignCsv('f', Buffer.from(text), 1);
  return planImport(table, findColumns('f', table, NO_WORDS), { ...OPTIONS, ...options });
}

/** In hours since noon. */
const inHours = (atMs: number) => (atMs - NOON_MS) / 3_600_000;
function brief({ changes, coverage }: ReturnType<typeof plan>) {
  return {
    changes: changes.map(({ entity, state, atMs }) => `${entity} ${state} ${inHours(atMs)}`),
    coverage: coverage.map(({ entity, fromMs, toMs }) => `${entity} ${inHours(fromMs)}-${inHours(toMs)}`),
  };
}
const told = ({ problems }: ReturnType<typeof plan>) =>
  problems.map(({ place, path, message }) => `${place} ${path}: ${message}`);

describe('outages', () => {
  const TWO = `device,from,to,reason
cam-1,2025-10-01 14:00,2025-10-01 15:00,cable cut
cam-1,2025-10-01 12:00,2025-10-01 13:00,timeout
`;

  test('vouch for themselves alone', () => {
    expect(brief(plan(TWO))).toEqual({
      changes: ['device:cam-1 down 0', 'device:cam-1 up 1', 'device:cam-1 down 2', 'device:cam-1 up 3'],
      coverage: ['device:cam-1 0-1', 'device:cam-1 2-3'],
    });
  });

  test('vouch for all of the time that is told, in which it was up otherwise', () => {
    const covers = { fromMs: hour(-1), toMs: hour(9) };

    expect(brief(plan(TWO, { covers }))).toEqual({
      changes: [
        'device:cam-1 up -1',
        'device:cam-1 down 0',
        'device:cam-1 up 1',
        'device:cam-1 down 2',
        'device:cam-1 up 3',
      ],
      coverage: ['device:cam-1 -1-9'],
    });
  });

  test('keep a reason that is ours, and the words of the other system where it is not', () => {
    expect(plan(TWO).changes.map(({ reason, evidence }) => [reason, evidence?.reported])).toEqual([
      ['timeout', undefined],
      [undefined, undefined],
      ['reported', 'cable cut'],
      [undefined, undefined],
    ]);
  });

  test('that follow each other have no moment up between them', () => {
    const text = `link,from,to,state
l-1,2025-10-01T12:00+07:00,2025-10-01T13:00+07:00,
l-1,2025-10-01T13:00+07:00,2025-10-01T14:00+07:00,degraded
`;

    expect(brief(plan(text))).toEqual({
      changes: ['link:l-1 down 0', 'link:l-1 degraded 1', 'link:l-1 up 2'],
      coverage: ['link:l-1 0-2'],
    });
  });

  test('that last need a time for which the source vouches, and end with it unknown', () => {
    const text = 'device,from,to\ncam-1,2025-10-01 12:00,\n';

    expect(told(plan(text))).toEqual(['2:3 to: expected an end, or --covers that says until when it lasted']);
    expect(brief(plan(text, { covers: { fromMs: hour(0), toMs: hour(5) } }))).toEqual({
      changes: ['device:cam-1 down 0'],
      coverage: ['device:cam-1 0-5'],
    });
  });

  test('that overlap or reach out of the time that is told are refused; the same row twice counts once', () => {
    const text = `device,from,to
cam-1,2025-10-01 12:00,2025-10-01 14:00
cam-1,2025-10-01 13:00,2025-10-01 15:00
cam-2,2025-10-01 12:00,2025-10-01 14:00
cam-2,2025-10-01 12:00,2025-10-01 14:00
cam-3,2025-10-01 10:00,2025-10-01 12:00
`;
    const result = plan(text, { covers: { fromMs: hour(-1), toMs: hour(5) } });

    expect(told(result)).toEqual([
      "3:2 from: expected a time after the outage of line 2, which lasts beyond this one's begin",
      '6:2 from: expected a time within --covers, got 2025-10-01T03:00:00.000Z',
    ]);
    expect(result.duplicateRows).toBe(1);
  });
});

describe('changes', () => {
  const TEXT = `{"entity":"device:cam-1","at":"2025-10-01T12:00:00+07:00","state":"up"}

{"entity":"device:cam-1","at":${hour(2) / 1_000},"state":"down","after":${hour(1)},"reason":null}
{"entity":"link:l-1","at":${hour(3)},"state":"unknown","indicator":"capacity","note":7}
`;

  test('vouch for the time from the first to the last of each indicator', () => {
    const result = plan(TEXT);

    expect(brief(result)).toEqual({
      changes: ['device:cam-1 up 0', 'device:cam-1 down 2', 'link:l-1 unknown 3'],
      coverage: ['device:cam-1 0-2'],
    });
    expect(result).toMatchObject({ rows: 3, entities: 2, problems: [] });
    expect(result.changes[1]).toMatchObject({ afterMs: hour(1), reason: 'reported', indicator: 'reach' });
    expect(result.changes[2]).toMatchObject({ indicator: 'capacity', reason: 'not-measured' });
  });

  test('vouch beyond the last where that is told, and never for what was before the first', () => {
    const covers = { fromMs: hour(-5), toMs: hour(5) };

    expect(brief(plan(TEXT, { covers })).coverage).toEqual(['device:cam-1 0-5', 'link:l-1 3-5']);
  });

  test('that contradict each other are refused; the same row twice counts once', () => {
    const text = `entity,at,state
device:cam-1,2025-10-01 12:00,up
device:cam-1,2025-10-01 12:00,down
device:cam-1,2025-10-01 12:00,up
`;
    const result = plan(text);

    expect(told(result)).toEqual(['3:3 state: expected what line 2 says of the same time (up), got down']);
    expect(result.duplicateRows).toBe(1);
  });
});

describe('what is wrong', () => {
  test('is told at once, with line and column', () => {
    const text = `state,entity,at,after,indicator
up,cam-1,2025-10-01 12:00,,
UP,device:cam-1,yesterday,,reach
off,device:cam-x,2025-10-01 12:00,2025-10-01 13:00,picture
down,device:cam-1,2035-10-01 12:00,,
"up,device:cam-1,2025-10-01 12:00
`;

    expect(told(plan(text))).toEqual([
      '2:2 entity: expected device:ID or link:ID, got "cam-1"',
      '3:3 at: expected a time such as 2025-10-01T08:00:00+07:00 or 2025-10-01 08:00, got "yesterday"',
      '4:5 indicator: expected one of reach, service, stream, image, recording, capacity, got "picture"',
      '4:1 state: expected one of up, degraded, down, unknown, got "off"',
      '4:4 after: expected a time not after "2025-10-01 12:00", got "2025-10-01 13:00"',
      '4:2 entity: expected a device or link of the inventory, got "device:cam-x"',
      '5:3 at: expected a time that has passed, got "2035-10-01 12:00"',
      '6:1 the row: expected a closing quote, got none before the end of the file',
    ]);
  });

  test('in JSON lines is told with the line and the character of the key', () => {
    const text = `{"entity":"device:cam-1","at":"2025-10-01 12:00","state":"up"}
{"entity":"device:cam-1", "state":"up", "at":{}}
{"entity":"device:cam-1","at":"2025-10-01 13:00","state":"down","tags":["a"]}
["up"]
{"state":"off","entity":"device:cam-1","at":1759300000}
`;

    expect(told(plan(text))).toEqual([
      '2:41 at: expected a text or a number, got {}',
      '4:1 the row: expected a JSON object in one line, got "[\\"up\\"]"',
      '5:2 state: expected one of up, degraded, down, unknown, got "off"',
    ]);
  });

  test('may be rows about what the inventory does not know, which can be passed over', () => {
    const text =
      'device,from,to\ncam-x,2025-10-01 12:00,2025-10-01 13:00\ncam-1,2025-10-01 12:00,2025-10-01 13:00\n';

    const result = plan(text, { unknown: 'skip' });

    expect(result).toMatchObject({ rows: 2, skippedRows: 1, problems: [] });
    expect(brief(result).coverage).toEqual(['device:cam-1 0-1']);
  });
});

describe('columns', () => {
  const find = (header: string, words: Partial<typeof NO_WORDS> | { map: string[] } = {}) =>
    findColumns('f', readForeignCsv('f', Buffer.from(`${header}\n`), 1), { ...NO_WORDS, ...words });

  test.each([
    ['from,to', 'the header: expected one of the columns entity, device and link, got from, to'],
    [
      'device,link,from',
      'the header: expected one of the columns entity, device and link, got device, link, from',
    ],
    [
      'device,at',
      'the header: expected the columns at and state (changes), or from and to (outages), got device, at',
    ],
    [
      'device,at,from',
      'the header: expected the columns at and state (changes), or from and to (outages), got device, at, from',
    ],
  ])('%s are refused', (header, message) => {
    expect(() => find(header)).toThrow(`f cannot be imported:\n  f ${message}`);
  });

  test('go by other names where that is told', () => {
    const map = ['device=Mã,from="Bắt đầu",to=Hết', 'reasn=x', 'state=Trạng'];

    expect(() => find('Mã,Bắt đầu', { map })).toThrow(
      [
        'f cannot be imported:',
        '  f --map: expected one of entity, device, link, indicator, at, after, from, to, state, reason before the =, got "reasn"',
        '  f --map: expected a column "Hết", got Mã, Bắt đầu',
        '  f --map: expected a column "Trạng", got Mã, Bắt đầu',
      ].join('\n'),
    );
    expect(find('Mã,Bắt đầu,Hết,Ghi chú', { map: map.slice(0, 1) })).toMatchObject({
      kind: 'outages',
      subject: 'device',
      ignored: ['Ghi chú'],
    });
  });
});
