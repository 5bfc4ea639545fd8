import { z } from 'zod';
import { INDICATORS, parseEntity } from '../../core/domain/state.ts';
import { UNMEASURED_CAUSES, type UnmeasuredTime } from '../../core/domain/unmeasured.ts';
import type { Said } from '../../core/language/said.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { RecordedChange } from '../record/changes.ts';
import type { Decision } from '../record/decisions.ts';
import {
  DeedSchema,
  DOES_NOT_FOLLOW,
  EntitySchema,
  FilesSchema,
  parseBody,
  type Recorded,
  recordedOf,
  unreadable,
} from './decision-bodies.ts';
import { DecisionError } from './decision-error.ts';
import { type Party, PartySchema } from './party.ts';

const RecordedBody = z.object({
  entity: EntitySchema,
  indicator: z.enum(INDICATORS),
  cause: z.enum(UNMEASURED_CAUSES),
  fromMs: z.int(),
  by: PartySchema,
  reason: z.string().min(1),
  files: FilesSchema,
});
export type NewUnmeasured = z.input<typeof RecordedBody>;

/** A rung that is not measured for a fault of ours, as its rows leave it. */
export interface Unmeasured extends Recorded, z.output<typeof RecordedBody> {
  readonly id: string;
  readonly ended?: Recorded & { readonly by: Party; readonly reason: string };
}

/** By their ids, in the order in which they were recorded. @throws DECISION_UNREADABLE */
export function foldUnmeasured(rows: Iterable<Decision>): ReadonlyMap<string, Unmeasured> {
  const decided = new Map<string, Unmeasured>();
  for (const row of rows) decided.set(row.id, nextUnmeasured(decided.get(row.id), row));
  return decided;
}

function nextUnmeasured(before: Unmeasured | undefined, row: Decision): Unmeasured {
  if (row.action === 'record' && !before) {
    return { id: row.id, ...parseBody(row, RecordedBody), ...recordedOf(row) };
  }
  if (row.action === 'end' && before && !before.ended) {
    const { by, reason } = parseBody(row, DeedSchema);
    return { ...before, ended: { by, reason, ...recordedOf(row) } };
  }
  throw unreadable(row, DOES_NOT_FOLLOW);
}

/** From its beginning to the instant at which its end was recorded. */
export const intervalOf = ({ fromMs, ended }: Unmeasured): Interval => ({
  fromMs,
  toMs: ended?.recordedMs ?? Number.MAX_SAFE_INTEGER,
});

/** As the collector takes them. */
export function unmeasuredTimes(rows: Iterable<Decision>): readonly UnmeasuredTime[] {
  return [...foldUnmeasured(rows).values()].flatMap(({ id, entity, indicator, cause, fromMs, ended }) => {
    const { kind, id: deviceId } = parseEntity(entity) ?? {};
    if (kind !== 'device' || deviceId === undefined) return [];
    return { id, deviceId, indicator, cause, fromMs, ...(ended && { toMs: ended.recordedMs }) };
  });
}

/** What the rules are held against. */
export interface UnmeasuredContext {
  readonly nowMs: number;
  readonly at: (atMs: number) => string;
  /** The last change of the rung on record. */
  readonly last: Pick<RecordedChange, 'state' | 'atMs'> | undefined;
}

/** @throws UNMEASURED_REFUSED for what was measured, what is to come, what stands already, and a contractor's own word. */
export function checkUnmeasured(
  decided: ReadonlyMap<string, Unmeasured>,
  { entity, indicator, fromMs, by }: NewUnmeasured,
  { nowMs, at, last }: UnmeasuredContext,
): void {
  refuseContractor(by);
  if (fromMs > nowMs)
    refuse({
      en: `expected a time that has begun, got ${at(fromMs)}`,
      vi: `cần thời điểm đã qua, nhận được ${at(fromMs)}`,
    });
  const what = `${indicator} of ${entity.replace(/^device:/, '')}`;
  if (last && (last.state === 'up' || last.state === 'degraded'))
    refuse({
      en: `expected a check without an answer, got ${what}, which is ${last.state} since ${at(last.atMs)}`,
      vi: `cần phép đo không có trả lời, ${what} là ${last.state} từ ${at(last.atMs)}`,
    });
  if (last && last.atMs > fromMs)
    refuse({
      en: `expected no beginning before ${at(last.atMs)}, until which ${what} was measured, got ${at(fromMs)}`,
      vi: `không được bắt đầu trước ${at(last.atMs)}, đến lúc đó ${what} vẫn đo được, nhận được ${at(fromMs)}`,
    });
  const same = decided
    .values()
    .find((one) => !one.ended && one.entity === entity && one.indicator === indicator);
  if (same)
    refuse({
      en: `expected a check that counts as measured, got ${what}: see unmeasured ${same.id}`,
      vi: `cần phép đo đang được tính, ${what}: xem quyết định không đo số ${same.id}`,
    });
}

/** @throws UNMEASURED_UNKNOWN, UNMEASURED_REFUSED for what was ended already, and a contractor's own word. */
export function checkUnmeasuredEnd(
  decided: ReadonlyMap<string, Unmeasured>,
  id: string,
  { by }: { readonly by: Party },
  { at }: Pick<UnmeasuredContext, 'at'>,
): void {
  const found = decided.get(id);
  if (!found) {
    throw new DecisionError('UNMEASURED_UNKNOWN', {
      en: `expected the number of a decision that is on record, got "${id}"`,
      vi: `cần số của quyết định có trong sổ ghi, nhận được "${id}"`,
    });
  }
  refuseContractor(by);
  if (found.ended)
    refuse({
      en: `expected a decision that stands, got unmeasured ${id}, which ${found.ended.by} ended ${at(found.ended.recordedMs)}`,
      vi: `cần quyết định còn hiệu lực, quyết định không đo số ${id} đã được ${found.ended.by} chấm dứt lúc ${at(found.ended.recordedMs)}`,
    });
}

function refuseContractor(by: Party): void {
  if (by.startsWith('contractor:'))
    refuse({
      en: `expected an agency or dost, which says that the fault is not the contractor's, got ${by}`,
      vi: `cần một đơn vị hoặc dost xác nhận lỗi không phải của nhà thầu, nhận được ${by}`,
    });
}

function refuse(said: Said): never {
  throw new DecisionError('UNMEASURED_REFUSED', said);
}
