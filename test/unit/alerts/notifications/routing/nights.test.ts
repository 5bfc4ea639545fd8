import { describe, expect, test } from 'vitest';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import { hoursOf, recipient } from '#test/support/alert-recipients.ts';
import { OPTIONS } from '#test/support/incident-story.ts';
import { routedNight, twoWards } from '#test/support/routed-night.ts';

const ALL = recipient('all');
const POLICE = recipient('police', { filter: { agencies: ['police'] } });
const DOST = recipient('dost', { filter: { agencies: ['dost'] } });
const CARRIER = recipient('carrier', { filter: { contractors: ['carrier'] } });
const KEEPER = recipient('keeper', { filter: { contractors: ['keeper'] } });
const WARD_2 = recipient('ward-2', { filter: { areas: ['w2'] } });

const BEHIND_LINE = ['line', 'switch', 'a-1', 'a-2', 'b-1', 'b-2'];

const EARLY = { promptMs: seconds(5), common: { ...OPTIONS.common, leastCount: 3 } };

const nightOf = (...recipients: readonly AlertRecipient[]) => routedNight({ recipients });

describe('one cause, one message', () => {
  test('a line that is cut: to its carrier, and to whoever misses cameras, with their own', () => {
    const { story, told } = nightOf(ALL, POLICE, DOST, CARRIER, KEEPER, WARD_2);
    story.at('10m').cut(BEHIND_LINE);
    story.at('30m').restore(BEHIND_LINE);
    story.until('1h');

    expect(told()).toEqual([
      '00:11 all opened line: 6 of its own',
      // The line, its switch, two cameras.
      '00:11 police opened line: 4 of its own',
      '00:11 dost opened line: 2 of its own',
      '00:11 carrier opened line: 1 of its own',
      '00:30 all resolved line: 6 of its own',
      '00:30 police resolved line: 4 of its own',
      '00:30 dost resolved line: 2 of its own',
      '00:30 carrier resolved line: 1 of its own',
    ]);
  });

  test('a switch that fails: to the contractor of its contract, and not to the carrier', () => {
    const { story, told } = nightOf(CARRIER, KEEPER);
    story.at('10m').cut(BEHIND_LINE.slice(1));
    story.until('20m');

    expect(told()).toEqual(['00:11 keeper opened switch: 3 of its own']);
  });

  test('a rented line: to the contractor of its contract', () => {
    const { story, told } = nightOf(
      CARRIER,
      recipient('carrier-2', { filter: { contractors: ['carrier-2'] } }),
    );
    story.at('10m').cut(['far-line', 'far']);
    story.until('20m');

    expect(told()).toEqual(['00:11 carrier-2 opened far-line: 1 of its own']);
  });

  test('a contract that changes hands: to whoever has it by then', () => {
    const inventory = {
      ...twoWards(),
      handovers: [
        {
          atMs: minutes(60),
          kind: 'contract',
          id: 'rented',
          field: 'contractor',
          from: 'carrier',
          to: 'carrier-2',
        } as const,
      ],
    };
    const recipients = [CARRIER, recipient('carrier-2', { filter: { contractors: ['carrier-2'] } })];
    const { story, told } = routedNight({ recipients, inventory });
    story.at('10m').cut('far-line');
    story.at('20m').restore('far-line');
    story.at('2h').cut('far-line');
    story.until('3h');

    expect(told()).toEqual([
      '00:11 carrier opened far-line: 1 of its own',
      '00:20 carrier resolved far-line: 1 of its own',
      '02:01 carrier-2 opened far-line: 1 of its own',
    ]);
  });

  test('whoever matches in several ways, on two channels: one message on each', () => {
    const both = recipient('both', {
      filter: { agencies: ['police', 'dost'], districts: ['d1', 'd2'], contractors: ['carrier'] },
      webhook: { url: 'https://example.org', secret: 'env:KEY' },
    });
    const { story, told } = nightOf(both);
    story.at('10m').cut(BEHIND_LINE);
    story.until('20m');

    expect(told()).toEqual([
      '00:11 both opened line: 1 of its own',
      '00:11 both by webhook opened line: 1 of its own',
    ]);
  });

  test('a blind collector is of nobody but those who are told of all, or of collectors', () => {
    const { story, told } = nightOf(ALL, POLICE, recipient('noc', { filter: { kinds: ['collector'] } }));
    story.at('10m').goBlind();
    story.at('20m').see();
    story.until('30m');

    expect(told()).toEqual([
      '00:12 all opened collector: 0 of its own',
      '00:12 noc opened collector: 0 of its own',
      '00:20 all resolved collector: 0 of its own',
      '00:20 noc resolved collector: 0 of its own',
    ]);
  });
});

describe('how it goes on', () => {
  test('whoever comes in later gets a first message, and who was told is told when it is worth it', () => {
    const { story, told } = nightOf(POLICE, DOST);
    story.at('10m').cut(['switch', 'a-1']);
    story.at('20m').cut('a-2', { seenBefore: '15m' });
    story.at('40m').cut('b-1', { seenBefore: '35m' });
    story.until('1h');

    expect(told()).toEqual([
      '00:11 police opened switch: 2 of its own',
      '00:42 dost grew switch: 1 of its own',
    ]);
  });

  test('half as much again is worth it', () => {
    const { story, told } = nightOf(ALL);
    story.at('10m').cut(['switch', 'a-1']);
    story.at('20m').cut(['a-2', 'b-1'], { seenBefore: '15m' });
    story.until('1h');

    expect(told()).toEqual(['00:11 all opened switch: 2 of its own', '00:22 all grew switch: 4 of its own']);
  });

  test('and after an early message whatever more it is, to those whose own it is', () => {
    const { story, told } = routedNight({ recipients: [ALL, POLICE, DOST], options: EARLY });
    story.at('10m').cut(['line', 'switch', 'a-1', 'b-1']);
    story.at('10m').cut('b-2', { recordedAfter: '40s' });
    story.until('1h');

    expect(told()).toEqual([
      '00:10 all opened line: 4 of its own',
      '00:10 police opened line: 3 of its own',
      '00:10 dost opened line: 1 of its own',
      '00:11 all grew line: 5 of its own',
      '00:11 dost grew line: 2 of its own',
    ]);
  });

  test('and so is that a ward has no camera left', () => {
    const { story, told } = nightOf(POLICE);
    story.at('10m').cut(BEHIND_LINE.slice(1, -1));
    story.at('20m').cut('b-2', { seenBefore: '15m' });
    story.until('1h');

    expect(story.news().map(({ incident }) => incident.severity)).toEqual(['minor', 'critical']);
    expect(told()).toEqual([
      '00:11 police opened switch: 3 of its own',
      '00:22 police grew switch: 3 of its own',
    ]);
  });

  test('another cause is told to those who knew the first, and to whoever must act now', () => {
    const { story, told } = nightOf(KEEPER, CARRIER);
    story.at('10m').cut(BEHIND_LINE.slice(1));
    story.at('13m').cut('line', { seenBefore: '5m' });
    story.at('30m').restore(BEHIND_LINE);
    story.until('1h');

    expect(told()).toEqual([
      '00:11 keeper opened switch: 3 of its own',
      '00:14 keeper cause-changed line: 3 of its own',
      '00:14 carrier cause-changed line: 1 of its own',
      '00:30 keeper resolved line: 3 of its own',
      '00:30 carrier resolved line: 1 of its own',
    ]);
  });

  test('an acknowledgement and a note go to those who were told', () => {
    const { story, told } = nightOf(POLICE, WARD_2);
    story.at('10m').cut(BEHIND_LINE);
    story.at('15m').acknowledge('link:line@670000', 'desk');
    story.at('16m').note('link:line@670000', 'desk', 'A crew is on its way');
    story.until('20m');
    const [id] = story.news().map(({ incident }) => incident.id);

    expect(id).toBe('link:line@670000');
    expect(told()).toEqual([
      '00:11 police opened line: 4 of its own',
      '00:15 police acknowledged line: 4 of its own',
      '00:16 police noted line: 4 of its own',
    ]);
  });

  test('planned work says nothing until it is over', () => {
    const { story, told } = nightOf(ALL);
    story.at('5m').planWork(['line'], '8m', '40m');
    story.at('10m').cut(BEHIND_LINE);
    story.until('2h');

    expect(told()).toEqual(['00:40 all unmuted line: 6 of its own']);
  });

  test('planned work that ends in time says nothing at all', () => {
    const { story, told } = nightOf(ALL);
    story.at('5m').planWork(['line'], '8m', '40m');
    story.at('10m').cut(BEHIND_LINE);
    story.at('30m').restore(BEHIND_LINE);
    story.until('2h');

    expect(told()).toEqual([]);
  });

  test('what late data tells says nothing', () => {
    const { story, told } = nightOf(ALL);
    story.at('10m').cut(BEHIND_LINE, { recordedAfter: '30m' });
    story.until('2h');

    expect(told()).toEqual([]);
  });
});

describe('what nobody else is told', () => {
  const night = (...recipients: readonly AlertRecipient[]) =>
    routedNight({
      recipients: [...recipients, recipient('last', { filter: { severities: [] } })],
      fallback: 'last',
    });

  test('comes to the fallback, with how it ends', () => {
    const { story, told } = night(POLICE);
    story.at('10m').cut('alone');
    story.at('30m').restore('alone');
    story.until('1h');

    expect(told()).toEqual([
      '00:11 last opened alone: 1 of its own',
      '00:30 last resolved alone: 1 of its own',
    ]);
  });

  test('does not come to it where somebody is told', () => {
    const { story, told } = night(POLICE);
    story.at('10m').cut(['far-line', 'far']);
    story.at('30m').restore(['far-line', 'far']);
    story.until('1h');

    expect(told()).toEqual([
      '00:11 police opened far-line: 2 of its own',
      '00:30 police resolved far-line: 2 of its own',
    ]);
  });
});

describe('when', () => {
  const office = recipient('office', { hours: [hoursOf('08:00-17:00')] });

  test('outside of its hours a message waits for their beginning', () => {
    const { story, told } = nightOf(office);
    story.at('10m').cut('alone');
    story.at('9h').restore('alone');
    story.until('10h');

    expect(told()).toEqual([
      '00:11 office opened alone: 1 of its own, held until 08:00',
      '09:00 office resolved alone: 1 of its own',
    ]);
  });

  test('but for what is always sent', () => {
    const { story, told } = nightOf({ ...office, always: ['minor'] });
    story.at('10m').cut('alone');
    story.until('1h');

    expect(told()).toEqual(['00:11 office opened alone: 1 of its own']);
  });

  test.each([
    [{ digestMs: hours(1) }, '01:00'],
    [{ digestMs: minutes(15) }, '00:15'],
    [{ digestMs: hours(1), hours: [hoursOf('08:00-17:00')] }, '08:00'],
    [{ digestMs: hours(24), hours: [hoursOf('08:00-17:00')] }, '32:00'],
    // The first of January 1970 is a Thursday.
    [{ digestMs: hours(7 * 24) }, '96:00'],
  ])('with %o a message is held until %s', (given, until) => {
    const { story, told } = nightOf(recipient('noc', given));
    story.at('10m').cut('alone');
    story.until('1h');

    expect(told()).toEqual([`00:11 noc opened alone: 1 of its own, held until ${until}`]);
  });
});

describe('when nobody acknowledges', () => {
  const severities = ['minor', 'major', 'critical'] as const;
  const desk = recipient('desk', {
    filter: { agencies: ['police'] },
    escalation: [
      { afterMs: minutes(15), to: 'head', severities },
      { afterMs: minutes(60), to: 'boss', severities: ['critical'] },
    ],
  });
  const head = recipient('head', {
    filter: { severities: [] },
    escalation: [{ afterMs: minutes(30), to: 'boss', severities }],
  });
  const boss = recipient('boss', { filter: { severities: [] }, hours: [hoursOf('08:00-17:00')], always: [] });

  test('the next is told, each step once, and then how it ends', () => {
    const { story, told } = nightOf(desk, head, boss);
    story.at('10m').cut(BEHIND_LINE);
    story.at('2h').restore(BEHIND_LINE);
    story.until('3h');

    expect(told()).toEqual([
      '00:11 desk opened line: 4 of its own',
      '00:26 head escalated after 00:15 line: 6 of its own',
      '00:56 boss escalated after 00:30 line: 6 of its own, held until 08:00',
      '01:11 boss escalated after 01:00 line: 6 of its own, held until 08:00',
      '02:00 desk resolved line: 4 of its own',
      '02:00 head resolved line: 6 of its own',
      '02:00 boss resolved line: 6 of its own, held until 08:00',
    ]);
  });

  test('nobody else is told after an acknowledgement', () => {
    const { story, told } = nightOf(desk, head, boss);
    story.at('10m').cut(BEHIND_LINE);
    story.at('30m').acknowledge('link:line@670000', 'head');
    story.until('3h');

    expect(told()).toEqual([
      '00:11 desk opened line: 4 of its own',
      '00:26 head escalated after 00:15 line: 6 of its own',
      '00:30 desk acknowledged line: 4 of its own',
      '00:30 head acknowledged line: 6 of its own',
    ]);
  });

  test('whose message waits for the morning is waited for, and what cannot wait is not', () => {
    const office = { ...desk, hours: [hoursOf('08:00-17:00')] };
    const { story, told } = nightOf(office, head);
    story.at('10m').cut(['far-line', 'far']);
    story.at('1h').cut(BEHIND_LINE);
    story.at('9h').restore(BEHIND_LINE);
    story.until('10h');

    expect(told()).toEqual([
      '00:11 desk opened far-line: 2 of its own, held until 08:00',
      '01:01 desk opened line: 4 of its own',
      '01:16 head escalated after 00:15 line: 6 of its own',
      '08:15 head escalated after 00:15 far-line: 2 of its own',
      '09:00 desk resolved line: 4 of its own',
      '09:00 head resolved line: 6 of its own',
    ]);
  });

  test('what is opened again waits anew', () => {
    const { story, told } = nightOf(desk, head);
    story.at('10m').cut(BEHIND_LINE);
    story.at('12m').acknowledge('link:line@670000', 'desk');
    story.at('15m').restore(BEHIND_LINE);
    story.at('20m').cut(BEHIND_LINE);
    story.at('50m').restore(BEHIND_LINE);
    story.until('3h');

    expect(told().filter((line) => / reopened | escalated /.test(line))).toEqual([
      '00:21 desk reopened line: 4 of its own',
      '00:36 head escalated after 00:15 line: 6 of its own',
    ]);
  });
});

test('the same night makes the same messages, and no two have an id in common', () => {
  const night = () => {
    const { story, messages } = nightOf(ALL, POLICE, DOST, CARRIER);
    story.at('10m').cut(BEHIND_LINE);
    story.at('20m').cut('alone');
    story.at('30m').restore(BEHIND_LINE);
    story.until('1h');
    return messages();
  };
  const ids = night().map(({ messageId }) => messageId);

  expect(night()).toEqual(night());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{40}@camwatch$/);
});
