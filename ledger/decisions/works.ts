import { z } from 'zod';
import type { Entity } from '../../core/domain/state.ts';
import type { Said } from '../../core/language/said.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { WorkState } from '../../core/words/claim-words.ts';
import type { Attachment } from '../files/attachments.ts';
import type { Decision } from '../record/decisions.ts';
import {
  DeedSchema,
  DOES_NOT_FOLLOW,
  EntitiesSchema,
  FilesSchema,
  parseBody,
  type Recorded,
  recordedOf,
  unreadable,
} from './decision-bodies.ts';
import { DecisionError } from './decision-error.ts';
import { type Party, PartySchema } from './party.ts';

const Added = z.object({
  fromMs: z.int(),
  toMs: z.int(),
  entities: EntitiesSchema,
  /** How they were chosen, for people. */
  selector: z.string(),
  announcedMs: z.int(),
  by: PartySchema,
  reason: z.string().min(1),
  files: FilesSchema,
});
export type AddedWork = z.input<typeof Added>;

/** Planned work as its rows leave it. */
export interface AnnouncedWork extends Recorded {
  readonly id: string;
  readonly interval: Interval;
  readonly entities: readonly Entity[];
  readonly selector: string;
  /** When the parties were told, as stated; `recordedMs` is when that was put on record. */
  readonly announcedMs: number;
  readonly by: Party;
  readonly reason: string;
  readonly files: readonly Attachment[];
  readonly cancelled?: Recorded & { readonly by: Party; readonly reason: string };
}

/** Planned work by its id, in the order in which it was recorded. @throws DECISION_UNREADABLE */
export function foldMaintenance(rows: Iterable<Decision>): ReadonlyMap<string, AnnouncedWork> {
  const works = new Map<string, AnnouncedWork>();
  for (const row of rows) works.set(row.id, nextWork(works.get(row.id), row));
  return works;
}

/** Where it stands at an instant. */
export function workState(
  { interval, cancelled }: Pick<AnnouncedWork, 'interval' | 'cancelled'>,
  nowMs: number,
): WorkState {
  if (cancelled) return 'cancelled';
  if (nowMs < interval.fromMs) return 'announced';
  return nowMs < interval.toMs ? 'running' : 'over';
}

function nextWork(work: AnnouncedWork | undefined, row: Decision): AnnouncedWork {
  if (row.action === 'add' && !work) {
    const { fromMs, toMs, ...rest } = parseBody(row, Added);
    return { id: row.id, interval: { fromMs, toMs }, ...rest, ...recordedOf(row) };
  }
  if (row.action === 'cancel' && work && !work.cancelled) {
    const { by, reason } = parseBody(row, DeedSchema);
    return { ...work, cancelled: { by, reason, ...recordedOf(row) } };
  }
  throw unreadable(row, DOES_NOT_FOLLOW);
}

/**
 * @throws MAINTENANCE_REFUSED for a window that ends before it begins, that had ended when it was announced, that is to
 * be announced later, whose announcement is dated back without a paper, or that stands already.
 */
export function checkAddedWork(
  works: ReadonlyMap<string, AnnouncedWork>,
  added: AddedWork,
  { nowMs, at }: { readonly nowMs: number; readonly at: (atMs: number) => string },
): void {
  const { fromMs, toMs, announcedMs, files = [] } = added;
  if (fromMs >= toMs)
    refuse({
      en: `expected a window that ends after it begins, got ${at(fromMs)} to ${at(toMs)}`,
      vi: `cần khoảng thời gian kết thúc sau khi bắt đầu, nhận được từ ${at(fromMs)} đến ${at(toMs)}`,
    });
  if (announcedMs > nowMs)
    refuse({
      en: `expected an announcement that has been made, got ${at(announcedMs)}`,
      vi: `cần thông báo đã gửi, nhận được thời điểm ${at(announcedMs)}`,
    });
  if (announcedMs >= toMs)
    refuse({
      en: `expected a window that had not ended when it was announced, got one that ended ${at(toMs)} and was announced ${at(announcedMs)}; file a claim for what was down`,
      vi: `cần bảo trì chưa kết thúc khi thông báo, nhận được bảo trì kết thúc lúc ${at(toMs)} và thông báo lúc ${at(announcedMs)}; hãy gửi đề nghị loại trừ cho phần gián đoạn`,
    });
  // The present is a moment later than that at which the command was read.
  if (nowMs - announcedMs > TYPING_MS && files.length === 0)
    refuse(
      {
        en: `expected the paper of an announcement that was made before it is recorded, got none for ${at(announcedMs)}`,
        vi: `thông báo gửi trước khi ghi sổ cần có văn bản, không có văn bản nào cho ${at(announcedMs)}`,
      },
      '--attach FILE',
    );
  const same = works.values().find((work) => !work.cancelled && isSameWork(work, added));
  if (same)
    refuse({
      en: `expected work that is not on record, got that of maintenance ${same.id}`,
      vi: `cần bảo trì chưa có trong sổ ghi, nhận được đúng bảo trì số ${same.id}`,
    });
}

const TYPING_MS = 60_000;

function isSameWork({ interval, entities }: AnnouncedWork, added: AddedWork): boolean {
  return (
    interval.fromMs === added.fromMs &&
    interval.toMs === added.toMs &&
    new Set(entities).symmetricDifference(new Set(added.entities)).size === 0
  );
}

/** @throws MAINTENANCE_UNKNOWN, MAINTENANCE_REFUSED for what was cancelled already, has ended, or is another contractor's. */
export function checkCancelledWork(
  works: ReadonlyMap<string, AnnouncedWork>,
  id: string,
  { by }: { readonly by: Party },
  { nowMs, at }: { readonly nowMs: number; readonly at: (atMs: number) => string },
): void {
  const { cancelled, interval, by: announcer } = findWork(works, id);
  if (by.startsWith('contractor:') && by !== announcer)
    refuse({
      en: `expected ${announcer}, which announced maintenance ${id}, an agency or dost to cancel it, got ${by}`,
      vi: `bảo trì số ${id} do ${announcer} đã thông báo, một đơn vị hoặc dost hủy, nhận được ${by}`,
    });
  if (cancelled)
    refuse({
      en: `expected work that stands, got maintenance ${id}, which ${cancelled.by} cancelled ${at(cancelled.recordedMs)}`,
      vi: `cần bảo trì còn hiệu lực, bảo trì số ${id} đã bị ${cancelled.by} hủy lúc ${at(cancelled.recordedMs)}`,
    });
  if (interval.toMs <= nowMs)
    refuse({
      en: `expected work that has not ended, got maintenance ${id}, which ended ${at(interval.toMs)}`,
      vi: `cần bảo trì chưa kết thúc, bảo trì số ${id} đã kết thúc lúc ${at(interval.toMs)}`,
    });
}

/** @throws MAINTENANCE_UNKNOWN */
export function findWork(works: ReadonlyMap<string, AnnouncedWork>, id: string): AnnouncedWork {
  const work = works.get(id);
  if (work) return work;
  throw new DecisionError('MAINTENANCE_UNKNOWN', {
    en: `expected the number of a planned work that is on record, got "${id}"`,
    vi: `cần số của bảo trì có trong sổ ghi, nhận được "${id}"`,
  });
}

function refuse(said: Said, command?: string): never {
  throw new DecisionError('MAINTENANCE_REFUSED', said, { command });
}
