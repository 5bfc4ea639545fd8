import { z } from 'zod';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { days } from '../../core/time/units.ts';
import { renderSelector, type Selector, selectEntities } from '../../ledger/history/select-entities.ts';
import type { DecisionFinding } from '../findings/decision-finding.ts';
import { listDecisionFindings } from '../findings/decision-findings.ts';
import { type ActContext, nowOf } from './act-context.ts';

/** Whoever may read the record may list what is on it. */
export type ReadContext = Pick<ActContext, 'record' | 'nowMs'>;

/** A time; a command reads it from a name such as 2026-10. */
export const ListPeriod = z
  .object({ fromMs: z.int(), toMs: z.int() })
  .optional()
  .meta({ value: 'period', reads: 'period' })
  .describe(
    'what touches this: 2026-10, 2026-Q3, 2026, 2026-10-05..2026-10-20 (default: the last 90 days and what is to come)',
  );

/** Something on record that is about a time and some devices and links. */
export interface Listed {
  readonly interval: Interval;
  readonly entities: readonly Entity[];
}

/** What is on record in a period, and what is worth a look before figures are agreed on. */
export interface ListResult<Item extends Listed> {
  readonly items: readonly Item[];
  readonly findings: readonly DecisionFinding[];
  readonly nowMs: number;
}

export interface Listing<Item extends Listed> {
  readonly items: readonly Item[];
  readonly period: Interval | undefined;
  /** Only what is about some of these. */
  readonly selector: Selector;
  /** Of whom findings are told; `undefined`: of all. */
  readonly findingsOf: (
    items: readonly Item[],
    chosen: ReadonlySet<Entity> | undefined,
  ) => ReadonlySet<Entity> | undefined;
}

/** @throws SELECTION_UNKNOWN */
export function listOnRecord<Item extends Listed>(
  context: ReadContext,
  { selector, findingsOf, ...asked }: Listing<Item>,
): ListResult<Item> {
  const { reader, history } = context.record;
  const nowMs = nowOf(context);
  const period = asked.period ?? { fromMs: nowMs - days(90), toMs: Number.MAX_SAFE_INTEGER };
  const chosen =
    renderSelector(selector) === '' ? undefined : new Set(selectEntities(history, selector, period));
  const items = asked.items.filter(
    ({ interval, entities }) =>
      interval.fromMs < period.toMs &&
      interval.toMs > period.fromMs &&
      (chosen === undefined || entities.some((entity) => chosen.has(entity))),
  );
  const touched = findingsOf(items, chosen);
  const findings = listDecisionFindings(reader, history, {
    fromMs: period.fromMs,
    toMs: Math.min(period.toMs, nowMs),
    ...(touched && { entities: touched }),
  });
  return { items, findings, nowMs };
}
