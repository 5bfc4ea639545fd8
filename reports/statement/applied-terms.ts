import { z } from 'zod';
import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import {
  DAY_RULES,
  EXCUSE_CAUSES,
  MONEY_TYPES,
  PERIOD_KINDS,
  RULES_VERSIONS,
} from '../../core/domain/contract-terms.ts';
import { INDICATORS } from '../../core/domain/state.ts';

/** The terms of a statement as far as they are told in words; others are loose, since later versions have more of them. */
const Ms = z.int();
const Ppm = z.int();
const Vnd = z.string().regex(/^\d+$/);

const DayWindow = z.object({ days: z.array(z.string()), fromMinute: z.int(), toMinute: z.int() });
const Hours = z.object({ windows: z.array(DayWindow), holidays: z.array(z.string()) });
const Within = z.object({ severity: z.string(), withinMs: Ms });

const Tier = z.object({
  belowPpm: Ppm,
  amount: z.union([z.object({ ofFeePpm: Ppm }), z.object({ vnd: Vnd })]),
});
const MoneyRule = z.object({
  type: z.enum(MONEY_TYPES),
  id: z.string(),
  per: z.enum(['device', 'link', 'fleet', 'incident']),
  by: z.enum(['tiers', 'hours-over-restoration', ...DAY_RULES, 'hours-over-response']),
  tiers: z.array(Tier).optional(),
  vnd: Vnd.optional(),
  capPpm: Ppm.optional(),
  statutoryCapPpm: Ppm.optional(),
  repeatPpm: Ppm.optional(),
  legalBasis: z.string().optional(),
});

const Terms = z.object({
  /** Absent: version 1. */
  rules: z.literal(RULES_VERSIONS).optional(),
  indicator: z.enum(INDICATORS),
  period: z.enum(PERIOD_KINDS),
  service: Hours,
  unknown: z.enum(['left-out', 'up', 'down']),
  degraded: z.enum(['up', 'down']),
  othersDown: z.enum(['left-out', 'own']),
  redundantLines: z.literal('down-together').optional(),
  shortestOutageMs: Ms,
  plannedWork: z
    .object({
      noticeMs: Ms,
      atMostMs: Ms.optional(),
      atMostPer: z.enum(PERIOD_KINDS),
      onlyBetween: Hours.optional(),
    })
    .optional(),
  excused: z.array(z.enum(EXCUSE_CAUSES)),
  upsAutonomyMs: Ms,
  restartGraceMs: Ms,
  targets: z.object({
    availabilityPpm: Ppm.optional(),
    fleetPpm: Ppm.optional(),
    fleetOf: z.string().optional(),
    longestOutageMs: Ms.optional(),
    outages: z.int().optional(),
    responseMs: Ms.optional(),
    responseBySeverity: z.array(Within).readonly().optional(),
    restoration: z.array(Within).readonly(),
    recordingRetentionMs: Ms.optional(),
    longestRecordingGapMs: Ms.optional(),
    saturation: z.object({ overPpm: Ppm, days: z.int() }).optional(),
  }),
  fees: z.object({
    byKind: z.record(z.string(), Vnd),
    byEntity: z.record(z.string(), Vnd),
    contract: Vnd.optional(),
  }),
  money: z.array(MoneyRule),
  capPpm: Ppm.optional(),
  objectionMs: Ms,
  claimWithinMs: Ms,
  decideWithinMs: Ms,
  claimedUnknown: z.literal('excused').optional(),
});

export type AppliedTerms = z.infer<typeof Terms>;
export type AppliedRule = AppliedTerms['money'][number];
export type AppliedHours = AppliedTerms['service'];

/** `undefined` where another version wrote terms that this one cannot tell in words. */
export function readAppliedTerms(terms: StatementPart['terms']): AppliedTerms | undefined {
  return Terms.safeParse(terms).data;
}
