import { expect, test } from 'vitest';
import { buildTimeline, type TimelineChange, type TimelineInput } from '#availability/timelines/timeline.ts';

const PERIOD = { fromMs: 0, toMs: 100 };
const ALWAYS = [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }];

const at = (atMs: number, state: TimelineChange['state'], reason?: string, seq = atMs): TimelineChange => ({
  seq,
  atMs,
  state,
  ...(reason === undefined ? {} : { reason }),
});

const timeline = (input: Partial<TimelineInput>) =>
  buildTimeline({ changes: [], coverage: ALWAYS, service: ALWAYS, period: PERIOD, ...input }).map(
    ({ fromMs, toMs, state, reason, importedFrom }) =>
      `${fromMs}-${toMs} ${[state, reason, importedFrom && `(${importedFrom})`].filter(Boolean).join(' ')}`,
  );

test.each<[string, Partial<TimelineInput>, string[]]>([
  ['without a change it is unknown', {}, ['0-100 unknown no-data-yet']],
  [
    'before the first change it is unknown',
    { changes: [at(30, 'up')] },
    ['0-30 unknown no-data-yet', '30-100 up'],
  ],
  [
    'the last change before the period holds at its beginning',
    { changes: [at(-50, 'up'), at(-20, 'down', 'timeout'), at(40, 'up')] },
    ['0-40 down timeout', '40-100 up'],
  ],
  [
    'changes after the period do not matter',
    { changes: [at(-1, 'up'), at(100, 'down', 'timeout')] },
    ['0-100 up'],
  ],
  ['a change at the very beginning holds at once', { changes: [at(0, 'up')] }, ['0-100 up']],
  [
    'a change that says the same again divides nothing',
    { changes: [at(0, 'up'), at(50, 'up')] },
    ['0-100 up'],
  ],
  [
    'another reason is another segment',
    { changes: [at(0, 'down', 'timeout'), at(50, 'down', 'refused')] },
    ['0-50 down timeout', '50-100 down refused'],
  ],
  [
    'of two changes at one instant the last recorded holds',
    { changes: [at(0, 'down', 'timeout', 8), at(0, 'up', undefined, 9)] },
    ['0-100 up'],
  ],
  [
    'a gap of coverage is unknown, and the state goes on behind it',
    {
      changes: [at(0, 'down', 'timeout')],
      coverage: [
        { fromMs: -5, toMs: 20 },
        { fromMs: 60, toMs: 200 },
      ],
    },
    ['0-20 down timeout', '20-60 unknown blind', '60-100 down timeout'],
  ],
  [
    'overlapping coverage is covered once',
    {
      changes: [at(0, 'up')],
      coverage: [
        { fromMs: 10, toMs: 80 },
        { fromMs: 0, toMs: 50 },
      ],
    },
    ['0-80 up', '80-100 unknown blind'],
  ],
  [
    'a measured unknown keeps its reason',
    { changes: [at(0, 'up'), at(50, 'unknown', 'stale')] },
    ['0-50 up', '50-100 unknown stale'],
  ],
  [
    'out of service goes before everything',
    {
      changes: [at(0, 'down', 'timeout')],
      coverage: [{ fromMs: 0, toMs: 70 }],
      service: [
        { fromMs: 20, toMs: 40 },
        { fromMs: 60, toMs: 90 },
      ],
    },
    [
      '0-20 out-of-service',
      '20-40 down timeout',
      '40-60 out-of-service',
      '60-70 down timeout',
      '70-90 unknown blind',
      '90-100 out-of-service',
    ],
  ],
  [
    'what was imported fills what was not watched, and what was watched before the first change',
    {
      changes: [at(30, 'up'), at(70, 'down', 'timeout')],
      coverage: [
        { fromMs: 0, toMs: 40 },
        { fromMs: 60, toMs: 80 },
      ],
      imported: [
        {
          source: 'zabbix',
          changes: [at(10, 'up'), at(25, 'down', 'power'), at(50, 'up')],
          coverage: [{ fromMs: 0, toMs: 90 }],
        },
      ],
    },
    [
      '0-10 unknown no-data-yet',
      '10-25 up (zabbix)',
      '25-30 down power (zabbix)',
      '30-40 up',
      '40-50 down power (zabbix)',
      '50-60 up (zabbix)',
      '60-70 up',
      '70-80 down timeout',
      '80-90 up (zabbix)',
      '90-100 unknown blind',
    ],
  ],
  [
    'what was imported does not fill a measured unknown',
    {
      changes: [at(0, 'unknown', 'no-access')],
      imported: [{ source: 'zabbix', changes: [at(0, 'up')], coverage: ALWAYS }],
    },
    ['0-100 unknown no-access'],
  ],
  [
    'of two imports the first that vouches for a time holds',
    {
      imported: [
        { source: 'new', changes: [at(0, 'up')], coverage: [{ fromMs: 20, toMs: 50 }] },
        { source: 'old', changes: [at(0, 'down')], coverage: [{ fromMs: 10, toMs: 80 }] },
      ],
    },
    [
      '0-10 unknown no-data-yet',
      '10-20 down (old)',
      '20-50 up (new)',
      '50-80 down (old)',
      '80-100 unknown no-data-yet',
    ],
  ],
  ['an empty period has no segments', { period: { fromMs: 5, toMs: 5 } }, []],
])('%s', (_, input, expected) => {
  expect(timeline(input)).toEqual(expected);
});
