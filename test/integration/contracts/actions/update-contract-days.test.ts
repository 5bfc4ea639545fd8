import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createContractDayUpdater } from '#contracts/actions/update-contract-days.ts';
import { openDayWriter } from '#ledger/sqlite/writing/day-writer.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { device } from '#test/support/inventory.ts';
import { contract } from '#test/support/settled-city.ts';
import { contractRevision, deviceRevision, writeLedger } from '#test/support/settlement-ledger.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';

const HOUR_MS = 3_600_000;
const at = (text: string): number => Date.parse(`2025-${text}+07:00`);
const START = at('09-01T00:00');
const TERMS = { indicator: 'reach', availability: '99%', objection: '5d' };

const down = (from: string, to: string) => [
  change('device:cam', 'down', at(from), { afterMs: at(from) }),
  change('device:cam', 'up', at(to), { afterMs: at(to) }),
];

function office() {
  const fromMs = at('01-01T00:00');
  const path = writeLedger([
    {
      recordedMs: START,
      revisions: [
        contractRevision(START, contract({ id: 'cameras', contractor: 'a', fromMs, terms: TERMS })),
        deviceRevision(START, device({ id: 'cam', contracts: ['cameras'] })),
      ],
    },
    {
      recordedMs: at('10-02T00:00'),
      changes: [change('device:cam', 'up', START), ...down('09-05T20:00', '09-06T04:00')],
      coverage: [{ fromMs: START, toMs: at('10-01T00:00'), closed: 'stop' }],
    },
  ]);
  const open = () => {
    const writer = openDayWriter(path, { nowMs: Date.now });
    const reader = openTempReader(path);
    const timeZone = 'Asia/Ho_Chi_Minh';
    const days = createContractDayUpdater({ reader, writer, path, timeZone, nowMs: Date.now });
    // What was told is written by the time it is asked again.
    const update = () => {
      days.confirm();
      return days.update();
    };
    return { update, close: writer.close };
  };
  const statement = async (command: string, ...more: readonly string[]) => {
    const which = ['--contract', 'cameras', '--period', '2025-09', '--ledger', path, '--author', 'an'];
    const out = ['--out', join(dirname(path), `${command}.json`)];
    const { code } = await runCamwatch('statement', command, ...which, ...out, ...more);
    expect(code).toBe(0);
  };
  const learnLate = () =>
    writeLedger([{ recordedMs: Date.now(), changes: down('09-11T00:00', '09-11T05:00') }], path);
  const agreed = () => {
    const paper = join(dirname(path), 'agreed.pdf');
    writeFileSync(paper, 'a agrees');
    return ['--agreed-by', 'a', '--attach', paper] as const;
  };
  return { open, statement, learnLate, agreed };
}

/** September of what was told: how many days, of which state, and for how many hours they were down. */
function september({ days }: ReturnType<ReturnType<ReturnType<typeof office>['open']>['update']>) {
  const own = days.filter(({ dayMs }) => dayMs >= START && dayMs < at('10-01T00:00'));
  return {
    days: own.length,
    states: [...new Set(own.map(({ state }) => state))],
    downHours: own.reduce((sumMs, { sums }) => sumMs + sums.down, 0) / HOUR_MS,
  };
}

test('what is issued stays as it is, until it is restated', async () => {
  const { open, statement, learnLate, agreed } = office();
  const { update, close } = open();
  expect(september(update())).toEqual({ days: 30, states: ['provisional'], downHours: 8 });
  expect(september(update())).toEqual({ days: 0, states: [], downHours: 0 });

  await statement('draft');
  await statement('issue', ...agreed());
  expect(september(update())).toEqual({ days: 30, states: ['issued'], downHours: 8 });

  learnLate();
  expect(september(update())).toEqual({ days: 30, states: ['issued'], downHours: 8 });

  await statement('restate', '--reason', 'late data');
  expect(september(update())).toEqual({ days: 30, states: ['issued'], downHours: 13 });
  close();
});

test('what was recorded while nothing ran is found at the next start, and what was handed out is not told again', () => {
  const { open, learnLate } = office();
  const first = open();
  first.update();
  first.update();
  first.close();

  const second = open();
  expect(september(second.update())).toEqual({ days: 0, states: [], downHours: 0 });
  learnLate();
  second.close();

  const third = open();
  expect(september(third.update())).toEqual({ days: 30, states: ['provisional'], downHours: 13 });
  third.close();
});
