import { z } from 'zod';
import { CLOCK_OUTCOMES } from '../sla/incident-clock.ts';

/** What a statement has of incidents. Milliseconds, of an instant (epoch) or of a length. */
const Ms = z.int();
const Span = z.strictObject({ fromMs: Ms, toMs: Ms });

/** A row of the ledger, as one contract sees it: what clocks are read from. */
const Step = z.strictObject({
  seq: z.int(),
  /** The incident itself, or one that it was merged into. */
  of: z.string(),
  action: z.enum(['opened', 'reopened', 'changed', 'acknowledged', 'resolved']),
  recordedMs: Ms,
  /** When it was over, of `resolved`. */
  atMs: Ms.optional(),
  /** Whether the contract answers for its cause, of `opened`, `reopened` and `changed`. */
  isNamed: z.boolean().optional(),
  severity: z.string().optional(),
  /** Cause: a device or link, a collector, or a place where much fell together. */
  root: z.string().optional(),
  /** On whose behalf it was acknowledged; absent where nobody said. */
  party: z.string().optional(),
  mergedInto: z.string().optional(),
});

const Clock = z.strictObject({
  limitMs: Ms.optional(),
  running: z.array(Span),
  tookMs: Ms,
  endMs: Ms.optional(),
  dueMs: Ms.optional(),
  outcome: z.enum(CLOCK_OUTCOMES),
  decidedMs: Ms.optional(),
});

const Row = z.strictObject({
  incident: z.string(),
  /** In force when the contract was told of it: who had to answer. */
  contractor: z.string(),
  /** As it was then: later changes move no limit. */
  severity: z.string(),
  root: z.string(),
  openedMs: Ms,
  /** The first acknowledgement, whoever made it. */
  acknowledged: z.strictObject({ atMs: Ms, party: z.string().optional() }).optional(),
  /** The first of the contractor. */
  answeredMs: Ms.optional(),
  restoredMs: Ms.optional(),
  passedOnMs: Ms.optional(),
  mergedInto: z.string().optional(),
  /** When it was open and of this contract, also within the one that it was merged into. */
  open: z.array(Span),
  response: Clock,
  restoration: Clock,
  steps: z.array(Step),
});

/** By what became of them in the period; `open` at its end. */
const Count = z.strictObject({ kept: z.int(), missed: z.int(), passedOn: z.int(), open: z.int() });

/** Incidents that lasted in the period. Each clock is counted in the one period in which it was decided. */
export const Incidents = z.strictObject({
  fromMs: Ms,
  toMs: Ms,
  /** Rows that were recorded from then on are not looked at. */
  asOfMs: Ms,
  /** So many began in the period. */
  opened: z.int(),
  response: Count,
  restoration: Count,
  rows: z.array(Row),
});

export type IncidentStep = z.infer<typeof Step>;
export type IncidentRow = z.infer<typeof Row>;
export type IncidentFigures = z.infer<typeof Incidents>;
export type ClockFigures = IncidentRow['response'];
