import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readTerms } from '#config/contract-terms/read-terms.ts';
import type { ServiceCalendar } from '#core/time/calendar.ts';
import { days, hours, minutes } from '#core/time/units.ts';

const TET: ServiceCalendar = {
  windows: [{ days: ['mon', 'tue'], fromMinute: 480, toMinute: 1020 }],
  holidays: ['2026-02-17'],
};

const context = { timeZone: 'Asia/Ho_Chi_Minh', calendars: new Map([['viet-nam', TET]]) };

const read = (yaml: string) => readTerms({ id: 'upkeep', terms: parse(yaml) ?? {} }, context);

/** `path: message` of everything that is wrong. */
const problemsOf = (yaml: string) =>
  read(yaml).problems?.map(({ path, message }) => `${path}: ${message}`) ?? [];

const termsOf = (yaml: string) => {
  expect(problemsOf(yaml)).toEqual([]);
  return read(yaml).terms;
};

const TIERS = 'deductions: { per: device, of: monthly fee of the device, tiers: [%] }';
const tiers = (written: string) => TIERS.replace('%', written);

describe('readTerms', () => {
  test('has the documented default of every term where nothing was written', () => {
    expect(termsOf('')).toEqual({
      rules: 1,
      indicator: 'reach',
      timeZone: 'Asia/Ho_Chi_Minh',
      period: 'month',
      service: { windows: [], holidays: [] },
      unknown: 'left-out',
      degraded: 'up',
      othersDown: 'left-out',
      shortestOutageMs: 0,
      excused: new Set(),
      upsAutonomyMs: 0,
      restartGraceMs: 0,
      targets: { restoration: [] },
      fees: { byKind: {}, byEntity: new Map() },
      money: [],
      objectionMs: days(5),
      claimWithinMs: days(30),
      decideWithinMs: days(10),
    });
  });

  test('reads every term in its unit', () => {
    const terms = termsOf(`
      rules: 2
      indicator: service
      time_zone: Europe/Berlin
      period: quarter
      service_hours: { mon-fri: [08:00-12:00, 13:00-24:00], sat: 22:00-04:00 }
      holidays: viet-nam
      unknown: down
      degraded: down
      others_down: own
      redundant_lines: down-together
      shortest_outage: 5m
      planned_work: { notice: 24h, at_most: 8h per month, only_between: 23:00-05:00 }
      excused: [planned-work, power-cut]
      ups_autonomy: 2h
      restart_grace: 5m
      availability: 98.5%
      fleet: 95% of the cameras at all times
      longest_outage: 72h
      outages: 3 per quarter
      response: 15m
      restoration: { normal: 48h, urgent: 12h }
      recording_retention: 30d
      longest_recording_gap: 15m
      saturation: { over: 90%, for: 7d }
      fees: { by_kind: { camera: 150000 VND }, by_entity: { device:cam-1: 200000 VND }, contract: 90000000 VND }
      cap: 20.0001% of the monthly price of the contract
      objection: 7d
      claims: { within: 15d, decide_within: 8d, unknown: excused }
    `);

    expect(terms).toEqual({
      rules: 2,
      indicator: 'service',
      timeZone: 'Europe/Berlin',
      period: 'quarter',
      service: {
        windows: [
          { days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 480, toMinute: 720 },
          { days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 780, toMinute: 1440 },
          { days: ['sat'], fromMinute: 1320, toMinute: 240 },
        ],
        holidays: ['2026-02-17'],
      },
      unknown: 'down',
      degraded: 'down',
      othersDown: 'own',
      redundantLines: 'down-together',
      shortestOutageMs: minutes(5),
      plannedWork: {
        noticeMs: hours(24),
        atMostMs: hours(8),
        atMostPer: 'month',
        onlyBetween: {
          windows: [
            { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], fromMinute: 1380, toMinute: 300 },
          ],
          holidays: [],
        },
      },
      excused: new Set(['planned-work', 'power-cut']),
      upsAutonomyMs: hours(2),
      restartGraceMs: minutes(5),
      targets: {
        availabilityPpm: 985_000,
        fleetPpm: 950_000,
        fleetOf: 'camera',
        longestOutageMs: hours(72),
        outages: 3,
        responseMs: minutes(15),
        restoration: [
          { severity: 'normal', withinMs: hours(48) },
          { severity: 'urgent', withinMs: hours(12) },
        ],
        recordingRetentionMs: days(30),
        longestRecordingGapMs: minutes(15),
        saturation: { overPpm: 900_000, days: 7 },
      },
      fees: {
        byKind: { camera: 150_000n },
        byEntity: new Map([['device:cam-1', 200_000n]]),
        contract: 90_000_000n,
      },
      money: [],
      capPpm: 200_001,
      objectionMs: days(7),
      claimWithinMs: days(15),
      decideWithinMs: days(8),
      claimedUnknown: 'excused',
    });
  });

  test('names each rule of money after its place, and keeps its kind', () => {
    const terms = termsOf(`
      restoration: { normal: 24h }
      deductions:
        - { per: fleet, of: monthly fee of the contract, tiers: [{ below: 95%, amount: 10% }], cap: 30% of the monthly fee of the contract }
        - { per: link, tiers: [{ below: 99%, amount: 200000 VND }], repeat: 150% }
      penalties:
        per: device and started hour beyond the restoration time
        amount: 200000 VND
        statutory_cap: 8% of the breached part
        legal_basis: Điều 301 Luật Thương mại 2005
      damages: { per: recorder and started day without recording, amount: 500000 VND }
    `);

    expect(terms?.money).toEqual([
      {
        type: 'deduction',
        id: 'deductions-1',
        per: 'fleet',
        by: 'tiers',
        tiers: [{ belowPpm: 950_000, amount: { ofFeePpm: 100_000 } }],
        capPpm: 300_000,
      },
      {
        type: 'deduction',
        id: 'deductions-2',
        per: 'link',
        by: 'tiers',
        tiers: [{ belowPpm: 990_000, amount: { vnd: 200_000n } }],
        repeatPpm: 1_500_000,
      },
      {
        type: 'penalty',
        id: 'penalties',
        per: 'device',
        by: 'hours-over-restoration',
        vnd: 200_000n,
        statutoryCapPpm: 80_000,
        legalBasis: 'Điều 301 Luật Thương mại 2005',
      },
      { type: 'damages', id: 'damages', per: 'device', by: 'days-without-recording', vnd: 500_000n },
    ]);
  });

  test('reads answers by severity, and what late ones cost', () => {
    const terms = termsOf(`
      response: { minor: 4h, critical: 30m }
      penalties: { per: incident and started hour beyond the response time, amount: 200000 VND }
    `);

    expect(terms?.targets).toEqual({
      responseBySeverity: [
        { severity: 'minor', withinMs: hours(4) },
        { severity: 'critical', withinMs: minutes(30) },
      ],
      restoration: [],
    });
    expect(terms?.money).toEqual([
      { id: 'penalties', type: 'penalty', per: 'incident', by: 'hours-over-response', vnd: 200_000n },
    ]);
  });

  test('takes hours and holidays of a calendar together', () => {
    expect(termsOf('calendar: viet-nam')?.service).toEqual(TET);
  });

  test('excuses planned work that was announced before it began, where no notice was agreed', () => {
    expect(termsOf('{ excused: [planned-work], period: year }')?.plannedWork).toEqual({
      noticeMs: 0,
      atMostPer: 'year',
    });
  });

  test.each([
    ['rules that there are not', 'rules: 3', 'rules: expected a version of the rules: 1 or 2, got 3'],
    ['rules as text', 'rules: "2"', 'rules: expected a version of the rules: 1 or 2, got "2"'],
    [
      'unknown time that a claim makes worse',
      'claims: { unknown: down }',
      'claims.unknown: expected one of excused, got "down"',
    ],
    [
      'tiers that overlap',
      tiers('{ from: 96%, below: 98%, amount: 5% }, { below: 97%, amount: 9% }'),
      'deductions.tiers.0.from: expected tiers that do not overlap: 97%, where the next tier begins, got "96%"',
    ],
    [
      'a gap between tiers',
      tiers('{ from: 97.5%, below: 98%, amount: 5% }, { below: 97%, amount: 9% }'),
      'deductions.tiers.0.from: expected tiers without a gap: 97%, where the next tier begins, got "97.5%"',
    ],
    [
      'tiers that end above nothing',
      tiers('{ from: 90%, below: 98%, amount: 5% }'),
      'deductions.tiers.0.from: expected the last tier to reach down to 0%, got "90%"',
    ],
    [
      'a tier of nothing',
      tiers('{ from: 98%, below: 98%, amount: 5% }'),
      'deductions.tiers.0.from: expected less than the 98% that the tier holds below, got "98%"',
    ],
    [
      'tiers out of order',
      tiers('{ below: 97%, amount: 5% }, { below: 98%, amount: 9% }'),
      'deductions.tiers.1.below: expected tiers from the highest down: less than the 97% of the tier before it, got "98%"',
    ],
    [
      'a tier twice',
      tiers('{ below: 97%, amount: 5% }, { below: 97.0%, amount: 9% }'),
      'deductions.tiers.1.below: expected tiers from the highest down: less than the 97% of the tier before it, got "97.0%"',
    ],
    [
      'a lower tier that is cheaper',
      tiers('{ below: 98%, amount: 15% }, { below: 97%, amount: 5% }'),
      'deductions.tiers.1.amount: expected more than the 15% of the tier before it, got "5%"',
    ],
    [
      'a lower tier of the same amount',
      tiers('{ below: 98%, amount: 100 VND }, { below: 97%, amount: 100 VND }'),
      'deductions.tiers.1.amount: expected more than the 100 VND of the tier before it, got "100 VND"',
    ],
    [
      'money that begins below the target',
      `availability: 99%\n${tiers('{ below: 98.5%, amount: 5% }')}`,
      'deductions.tiers.0.below: expected the target of 99%, where money begins to be due, got "98.5%"',
    ],
    [
      'money although the target is met',
      `availability: 98%\n${tiers('{ below: 98.5%, amount: 5% }')}`,
      'deductions.tiers.0.below: expected the target of 98%, where money begins to be due, got "98.5%"',
    ],
    [
      'more than the whole fleet',
      'fleet: 105% of the cameras at all times',
      'fleet: expected a percentage above 0% and up to 100%, got "105% of the cameras at all times"',
    ],
    [
      'a fleet of nobody knows what',
      'fleet: 95% of the drones at all times',
      'fleet: expected one of cameras, recorders, links, devices and links, got "95% of the drones at all times"',
    ],
    [
      'outages of which none could be too long',
      '{ shortest_outage: 5h, longest_outage: 4h }',
      'shortest_outage: expected at most the longest_outage of 4h, got "5h"',
    ],
    [
      'an outage that may not last as long as its repair',
      '{ longest_outage: 4h, restoration: { normal: 24h, urgent: 6h } }',
      'longest_outage: expected at least the shortest restoration of 6h, got "4h"',
    ],
    [
      'a repair before anybody must answer',
      '{ response: 5h, restoration: { urgent: 4h } }',
      'restoration.urgent: expected at least the response of 5h, got "4h"',
    ],
    [
      'hours beyond a time that was not agreed',
      'penalties: { per: device and started hour beyond the restoration time, amount: 200000 VND }',
      'penalties.per: expected a restoration time in the terms for hours beyond it to be counted, got "device and started hour beyond the restoration time"',
    ],
    [
      'a repair before anybody must answer to what is as urgent',
      '{ response: { critical: 5h, minor: 6h }, restoration: { critical: 4h, minor: 6h } }',
      'restoration.critical: expected at least the response of 5h, got "4h"',
    ],
    [
      'answers by no severity',
      'response: {}',
      'response: expected at least one severity, got keys with values',
    ],
    [
      'an answer in a number',
      'response: 30',
      'response: expected a duration such as 30m, or names of severities with durations, got 30',
    ],
    [
      'hours beyond an answer that was not agreed',
      'penalties: { per: incident and started hour beyond the response time, amount: 200000 VND }',
      'penalties.per: expected a response time in the terms for hours beyond it to be counted, got "incident and started hour beyond the response time"',
    ],
    [
      'a gap longer than what is kept',
      '{ recording_retention: 1d, longest_recording_gap: 24h }',
      'longest_recording_gap: expected less than the recording_retention of 1d, got "24h"',
    ],
    [
      'planned work that is not excused',
      'planned_work: { notice: 24h }',
      'planned_work: expected planned-work among the causes of excused, without which it has no effect, got keys with values',
    ],
    [
      'more planned work than February has hours',
      '{ excused: [planned-work], planned_work: { at_most: 700h per month } }',
      'planned_work.at_most: expected at most 28d per month, got "700h per month"',
    ],
    [
      'a number of outages for another period',
      '{ period: quarter, outages: 3 per month }',
      'outages: expected a number per quarter, the period of the contract, got "3 per month"',
    ],
    [
      'a cause that nobody knows',
      'excused: [power-cuts]',
      'excused.0: expected one of planned-work, power-cut, vandalism, third-party-works, client, line, force-majeure, got "power-cuts" (did you mean power-cut?)',
    ],
    [
      'a calendar that is not there',
      'holidays: viet-nan',
      'holidays: expected a calendar of calendars.yaml, got "viet-nan" (did you mean viet-nam?)',
    ],
    [
      'hours beside a calendar that says them',
      '{ calendar: viet-nam, service_hours: 05:00-23:00 }',
      'service_hours: expected no calendar beside it, which says hours and holidays itself, got "05:00-23:00"',
    ],
    [
      'a time zone that does not exist',
      'time_zone: Asia/Ha_Noi',
      'time_zone: expected a time zone such as Asia/Ho_Chi_Minh, got "Asia/Ha_Noi"',
    ],
    [
      'a misspelt term',
      'availabilty: 99%',
      'availabilty: expected a known key, got "availabilty" (did you mean availability?)',
    ],
    [
      'a misspelt key within a term',
      'claims: { witin: 5d }',
      'claims.witin: expected a known key, got "witin" (did you mean within?)',
    ],
    [
      'a key that is like no other',
      'saturation: { over: 90%, for: 7d, colour: red }',
      'saturation.colour: expected a known key (over, for), got "colour"',
    ],
    [
      'more decimals than can be compared',
      'availability: 98.12345%',
      'availability: expected a percentage with at most 4 decimals, got "98.12345%"',
    ],
    [
      'a number without its unit',
      'availability: 98.5',
      'availability: expected a percentage such as 98.5%, got 98.5',
    ],
    [
      'a decimal comma',
      'availability: 98,5%',
      'availability: expected a percentage such as 98.5%, got "98,5%"',
    ],
    [
      'a share of something else',
      'cap: 30% of the yearly fee',
      'cap: expected a percentage such as 98.5% of the monthly fee of the contract, got "30% of the yearly fee"',
    ],
    [
      'money with separators',
      'fees: { contract: 1.500.000 VND }',
      'fees.contract: expected an amount in whole đồng, such as 150000 VND, got "1.500.000 VND"',
    ],
    [
      'parts of a đồng',
      'fees: { by_kind: { link: 0.5 VND } }',
      'fees.by_kind.link: expected an amount in whole đồng, such as 150000 VND, got "0.5 VND"',
    ],
    [
      'the fee of what is no entity',
      'fees: { by_entity: { cam-1: 5 VND } }',
      'fees.by_entity.cam-1: expected a device or link such as device:cam-1 or link:line-1, got "cam-1"',
    ],
    [
      'the fee of a link for a device',
      'deductions: { per: device, of: monthly fee of the link, tiers: [{ below: 99%, amount: 5% }] }',
      'deductions.of: expected monthly fee of the device, since the rule is per device, got "monthly fee of the link"',
    ],
    [
      'a share of no fee',
      'deductions: [{ per: fleet, tiers: [{ below: 99%, amount: 5% }] }]',
      'deductions.0.of: expected monthly fee of the contract, since the rule is per fleet, got nothing',
    ],
    [
      'a rule without amounts',
      'damages: { per: recorder and started day without recording }',
      'damages.amount: expected an amount such as 200000 VND, got nothing',
    ],
    [
      'days that only version 2 of the rules knows',
      'damages: [{ per: recorder and day without recording, amount: 500000 VND }]',
      'damages.0.per: expected recorder and started day without recording, or rules: 2 in the terms, by which days on which nothing was recorded are counted, got "recorder and day without recording"',
    ],
    [
      'time before the record where it counts anyway',
      'before_record: settled',
      'before_record: expected rules: 2 in the terms, without which that time is always settled, got "settled"',
    ],
    [
      'a rule without tiers',
      'deductions: { per: device }',
      'deductions.tiers: expected a list of tiers, got nothing',
    ],
    [
      'hours that overlap',
      'service_hours: { mon-fri: 08:00-17:00, wed: 16:00-18:00 }',
      'service_hours: expected hours that do not overlap, and on wed some do, got keys with values',
    ],
    [
      'hours that reach from Sunday into Monday',
      'service_hours: { sun: 22:00-06:00, mon: 05:00-08:00 }',
      'service_hours: expected hours that do not overlap, and on mon some do, got keys with values',
    ],
    [
      'a weekday that is none',
      'service_hours: { mon-fry: 08:00-17:00 }',
      'service_hours.mon-fry: expected a weekday (mon to sun) or a range of them such as mon-fri, got "mon-fry"',
    ],
    [
      'an hour that is none',
      'service_hours: { mon: 08:00-25:00 }',
      'service_hours.mon: expected hours such as 05:00-23:00, got "08:00-25:00"',
    ],
    [
      'hours that are none',
      'service_hours: 08:00-08:00',
      'service_hours: expected 24x7, hours such as 05:00-23:00, or weekdays with hours, got "08:00-08:00"',
    ],
    [
      'days that are not whole',
      'saturation: { over: 90%, for: 12h }',
      'saturation.for: expected a number of days such as 7d, got "12h"',
    ],
  ])('refuses %s', (_name, yaml, expected) => {
    expect(problemsOf(yaml)).toEqual([expected]);
  });

  test('says all that is wrong at once, contradictions of what can be read too', () => {
    const problems = problemsOf(`
      availability: 98.12345%
      excused: [powercut]
      planned_work: { notice: 24h }
      shortest_outage: 5h
      longest_outage: 4h
      holidays: nowhere
      ${tiers('{ below: 97%, amount: 5% }, { below: 98%, amount: 9% }')}
    `);

    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'excused.0',
      'availability',
      'deductions.tiers.1.below',
      'shortest_outage',
      'holidays',
    ]);
  });

  test.each(['8h', '8h per quarter'])(
    'counts an allowance of planned work by its own period: %s',
    (atMost) => {
      const terms = termsOf(
        `{ period: quarter, excused: [planned-work], planned_work: { at_most: ${atMost} } }`,
      );

      expect(terms?.plannedWork).toEqual({ noticeMs: 0, atMostMs: hours(8), atMostPer: 'quarter' });
    },
  );

  test('lets a rule per fleet begin at the target of the fleet', () => {
    const rule = 'deductions: { per: fleet, tiers: [{ below: 95%, amount: 1000 VND }] }';

    expect(problemsOf(`availability: 98%\nfleet: 95%\n${rule}`)).toEqual([]);
  });
});
