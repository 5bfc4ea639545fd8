import { z } from 'zod';
import { EXCUSE_CAUSES, PERIOD_KINDS, RULES_VERSIONS } from '../../core/domain/contract-terms.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { minutes } from '../../core/time/units.ts';
import { namingKeys } from '../files/parse-value.ts';
import { durationMs, slug, timeZone } from '../files/values.ts';
import { moneyRules } from './money-rules.ts';
import { serviceHours } from './service-hours.ts';
import { allowance, outageCount, percentPpm, phrase, vnd } from './term-values.ts';

/** The terms of a contract as people write them. An absent term has its default. */

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });

/** Keys with values; an unknown key is told which one was probably meant. */
const keys = <const Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, { error: namingKeys(shape) });

/** Refused by name, so that a misspelt cause says which one was meant. */
const cause = z.string({ error: 'expected a cause' }).transform((text, context) => {
  const known = EXCUSE_CAUSES.find((each) => each === text);
  if (known !== undefined) return known;
  context.addIssue({
    code: 'custom',
    message: `expected one of ${EXCUSE_CAUSES.join(', ')}`,
    params: { suggestion: suggestName(text, EXCUSE_CAUSES) },
  });
  return z.NEVER;
});

const FLEETS: ReadonlyMap<string, DeviceKind | 'link' | 'all'> = new Map([
  ['', 'all'],
  [' of the devices and links', 'all'],
  [' of the cameras', 'camera'],
  [' of the recorders', 'nvr'],
  [' of the links', 'link'],
]);

/** `95% of the cameras at all times`. */
const fleet = z
  .string({ error: 'expected a percentage such as 95% of the cameras at all times' })
  .transform((text, context) => {
    const [, percent = '', words = ''] = /^([^ ]*?)( of the [a-z ]+?)?(?: at all times)?$/.exec(text) ?? [];
    const of = FLEETS.get(words);
    const ppm = percentPpm().safeParse(percent);
    if (of !== undefined && ppm.success) return { ppm: ppm.data, of };
    const message =
      ppm.error?.issues[0]?.message ?? 'expected one of cameras, recorders, links, devices and links';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .meta({
    value:
      'percentage such as `95% of the cameras at all times` (or `recorders`, `links`, `devices and links`)',
  });

const wholeDays = phrase('a number of days such as 7d', (text) => {
  const [, count] = /^([1-9]\d{0,2})d$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count);
}).meta({ value: 'whole days such as `7d`' });

const entity = z
  .string()
  .regex(
    /^(device|link):[a-z0-9][a-z0-9-]*$/,
    'expected a device or link such as device:cam-1 or link:line-1',
  );

const responseBySeverity = z
  .record(slug, durationMs(minutes(1)))
  .refine((read) => Object.keys(read).length > 0, { error: 'expected at least one severity' });

export const Terms = keys({
  rules: z
    .literal(RULES_VERSIONS, { error: `expected a version of the rules: ${RULES_VERSIONS.join(' or ')}` })
    .default(1)
    .describe(
      'Version of the rules by which it is settled (`docs/rules.md`); write `2` in every new contract.',
    ),
  before_record: choice(['left-out', 'settled'])
    .optional()
    .describe(
      'Whether time counts that is before the first terms on record; with `rules: 1` it always does, and from `rules: 2` on only where it says `settled`.',
    ),
  indicator: choice(INDICATORS).default('reach').describe('The rung that counts.'),
  time_zone: timeZone
    .optional()
    .describe('Where its days and periods begin and end; that of the city where absent.'),
  period: choice(PERIOD_KINDS).default('month').describe('For what figures and money are worked out.'),
  service_hours: serviceHours.prefault('24x7').meta({ description: 'When it counts.' }),
  holidays: slug.optional().describe('A calendar of `calendars.yaml`: its holidays do not count.'),
  calendar: slug
    .optional()
    .describe(
      'A calendar of `calendars.yaml` that says both hours and holidays, in place of `service_hours` and `holidays`.',
    ),
  unknown: choice(['left-out', 'up', 'down'])
    .default('left-out')
    .describe('How time counts in which nothing was known.'),
  degraded: choice(['up', 'down']).default('up').describe('How time counts in which it worked badly.'),
  others_down: choice(['left-out', 'own'])
    .default('left-out')
    .describe('How time counts that is down because of what another party answers for.'),
  redundant_lines: choice(['down-together', 'each'])
    .default('each')
    .describe('Whether lines that stand in for one another are down only together.'),
  shortest_outage: durationMs(0)
    .prefault('0s')
    .meta({ description: 'An outage that is shorter, taken whole, counts as up.' }),
  planned_work: keys({
    notice: durationMs(0)
      .prefault('0s')
      .meta({ description: 'How long before its beginning it must have been announced.' }),
    at_most: allowance.optional().describe('No more than this is excused.'),
    only_between: serviceHours.optional().describe('Only within these hours is it excused.'),
  })
    .optional()
    .describe('Planned work; it needs `planned-work` among `excused`.'),
  excused: z
    .array(cause, { error: 'expected a list of causes' })
    .default([])
    .meta({
      value: EXCUSE_CAUSES.map((each) => `\`${each}\``).join(', '),
      description: 'Causes that take time out.',
    }),
  ups_autonomy: durationMs(0).prefault('0s').meta({
    description:
      'For how long batteries of the contractor carry a device: so much of each power cut is not excused.',
  }),
  restart_grace: durationMs(0).prefault('0s').meta({
    description:
      'How long devices may take to start after power or a line came back, at the cost of what cut them off.',
  }),
  availability: percentPpm().optional().describe('Least availability of each device or link in a period.'),
  fleet: fleet.optional().describe('Least share of the fleet that works at any time.'),
  longest_outage: durationMs(minutes(1)).optional().describe('No outage may be longer.'),
  outages: outageCount.optional().describe('No more outages of a device or link.'),
  response: z
    .union([durationMs(minutes(1)), responseBySeverity], {
      error: 'expected a duration such as 30m, or names of severities with durations',
    })
    .optional()
    .meta({
      value: 'duration, at least 1m, or durations by severity such as `{ minor: 4h, critical: 30m }`',
      description: 'In which time the contractor acknowledges an incident.',
    }),
  restoration: z
    .record(slug, durationMs(minutes(1)), { error: 'expected names of severities with durations' })
    .default({})
    .meta({
      value: 'durations by severity such as `{ normal: 48h, urgent: 12h }`',
      description: 'In which time an outage ends.',
    }),
  incident_priority: choice(['normal', 'high'])
    .default('normal')
    .describe('`high`: an incident that takes one of its devices or lines is at least `major`.'),
  recording_retention: durationMs(minutes(1)).optional().describe('How far back recordings reach.'),
  longest_recording_gap: durationMs(1_000).optional().describe('No gap in recordings may be longer.'),
  saturation: keys({
    over: percentPpm().describe(
      'Share of the capacity that the 95th percentile of a day exceeds, in either direction.',
    ),
    for: wholeDays.describe('On so many days in a row.'),
  })
    .optional()
    .describe('When a line was too small.'),
  fees: keys({
    by_kind: keys({
      camera: vnd.optional(),
      nvr: vnd.optional(),
      switch: vnd.optional(),
      router: vnd.optional(),
      ups: vnd.optional(),
      controller: vnd.optional(),
      server: vnd.optional(),
      link: vnd.optional(),
    })
      .default({})
      .meta({
        value: 'amounts by kind',
        description: 'Monthly fee of each device of a kind, and of each `link`.',
      }),
    by_entity: z.record(entity, vnd, { error: 'expected devices and links with amounts' }).default({}).meta({
      value: 'amounts by `device:ID` or `link:ID`',
      description: 'Monthly fee of one of them, in place of that of its kind.',
    }),
    contract: vnd
      .optional()
      .describe('Monthly fee of the whole contract; the sum of the others where absent.'),
  })
    .optional()
    .describe('Agreed money by month.'),
  deductions: moneyRules.optional().describe('Giảm trừ thanh toán: what is not paid.'),
  penalties: moneyRules.optional().describe('Phạt vi phạm: what is owed for a breach.'),
  damages: moneyRules.optional().describe('Bồi thường thiệt hại: what makes good a loss.'),
  cap: percentPpm(' of the monthly fee of the contract')
    .optional()
    .describe('Limit of all money of a period, after the limits of the rules.'),
  objection: durationMs(0)
    .prefault('5d')
    .meta({ description: 'How long after a draft statement the contractor may object.' }),
  claims: keys({
    within: durationMs(minutes(1))
      .prefault('30d')
      .meta({ description: 'How long after the end of an outage a claim may be filed.' }),
    decide_within: durationMs(minutes(1))
      .prefault('10d')
      .meta({ description: 'How long the decision may take.' }),
    unknown: choice(['excused'])
      .optional()
      .describe(
        'Whether an accepted claim also takes out what is unknown in its time; absent: what was down, and by version 1 of the rules both.',
      ),
  })
    .prefault({})
    .describe('Claims for time to be taken out.'),
});
export type TermsAsWritten = z.output<typeof Terms>;
export type TermKey = keyof TermsAsWritten;
