import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { besidePath, shownPlace } from '../../core/domain/record-place.ts';
import type { Said } from '../../core/language/said.ts';
import { days } from '../../core/time/units.ts';
import { ActRefused } from '../../portal/door/act-refused.ts';
import { isOpen, type ReportDesk, type ReportJob, type Verified } from '../../portal/reports/report-desk.ts';
import { runReport } from '../keepers/report-thread.ts';
import type { ReportEnd, ReportStart, ReportStep, ReportWork } from '../keepers/report-worker.ts';
import { openKeptJobs } from './kept-jobs.ts';

export interface ReportsOptions extends Omit<ReportStart, 'work' | 'author'> {
  readonly nowMs: () => number;
  readonly logger: Logger;
  /** How a report is made: in a thread of its own. */
  readonly run?: typeof runReport;
}

export interface Reports extends ReportDesk {
  /** Takes away what is older than some days. */
  readonly sweep: () => void;
  readonly close: () => Promise<void>;
}

/** Every file that was handed out is kept with the ledger as well. */
const KEEP_MS = days(14);
const MOST_JOBS = 100;
const MOST_WAITING = 10;

const BUSY: Said = {
  en: 'many reports are being made: try again in some minutes',
  vi: 'đang có nhiều báo cáo chờ lập: hãy thử lại sau vài phút',
};
const ENDED: Said = {
  en: 'it could not be made: the log of the server has the reason',
  vi: 'không lập được: nhật ký của máy chủ có lý do',
};

const stepOf = ({ step, done, total }: ReportStep): ReportStep => ({ step, done, total });

/** Whoever has a report made need not know where the server keeps what. */
function withoutPaths({ dir, path }: Pick<ReportStart, 'dir' | 'path'>, { en, vi }: Said): Said {
  const hide = (text: string) =>
    [`${besidePath(path)}.reports/`, shownPlace(path), besidePath(path), dir].reduce(
      (rest, place) => rest.replaceAll(place, '…'),
      text,
    );
  return { en: hide(en), vi: hide(vi) };
}

/** Makes and verifies reports that people ask for, one at a time, in a folder beside the ledger. */
export function startReports({ nowMs, logger, run = runReport, ...start }: ReportsOptions): Reports {
  const kept = openKeptJobs(`${besidePath(start.path)}.reports`);
  const jobs = new Map(kept.read().map((job) => [job.id, job]));
  const queue: { readonly id: string; readonly work: () => Promise<void> }[] = [];
  let running:
    | { readonly id: string; readonly stop: AbortController; readonly done: Promise<void> }
    | undefined;
  let isClosed = false;

  const change = (id: string, next: Partial<ReportJob>, how: 'keep' | 'show' = 'keep') => {
    const job = jobs.get(id);
    if (!job) return;
    const changed = { ...job, ...next };
    jobs.set(id, changed);
    if (how === 'keep') kept.write(changed);
  };

  function goOn(): void {
    if (running || isClosed) return;
    const next = queue.shift();
    if (!next) return;
    const stop = new AbortController();
    const done = next
      .work()
      .catch((error: unknown) => logger.error({ err: error, report: next.id }, 'a report could not be kept'))
      .finally(() => {
        running = undefined;
        goOn();
      });
    running = { id: next.id, stop, done };
  }

  /** What ended it: what it said, or an abort, or a thread that fell. */
  async function attempt(id: string, account: string, work: ReportWork): Promise<ReportEnd | 'cancelled'> {
    // Begun in the same turn as `running` is set.
    await Promise.resolve();
    const { signal } = running?.stop ?? new AbortController();
    try {
      const ended = await run(
        { ...start, author: account, work },
        { signal, onStep: (progress) => change(id, { progress: stepOf(progress) }, 'show') },
      );
      if (ended.type === 'made') return ended;
      if (ended.type === 'verified') return { ...ended, told: withoutPaths(start, ended.told) };
      return { ...ended, said: withoutPaths(start, ended.said) };
    } catch (error) {
      if (signal.aborted) return 'cancelled';
      logger.error({ err: error, report: id }, 'the thread of a report has ended');
      return { type: 'failed', said: ENDED };
    }
  }

  async function make({ id, account, wish }: ReportJob): Promise<void> {
    change(id, { state: 'running' });
    const asked = { ...wish, format: [...wish.format], out: kept.folderOf(id), force: true };
    const ended = await attempt(id, account, { kind: 'make', wish: asked });
    const after = { progress: undefined, endedMs: nowMs() };
    if (ended !== 'cancelled' && ended.type === 'made')
      return change(id, { ...after, state: 'made', files: ended.files });
    // What was begun of files is nobody's.
    kept.remove(id);
    if (ended === 'cancelled') return change(id, { ...after, state: 'cancelled' });
    change(id, { ...after, state: 'failed', failure: ended.type === 'failed' ? ended.said : ENDED });
  }

  const noteVerified = (id: string, file: string, verified: Verified | undefined) =>
    change(id, {
      files: (jobs.get(id)?.files ?? []).map(({ verified: before, ...one }) => ({
        ...one,
        ...(one.name === file ? verified && { verified } : before && { verified: before }),
      })),
    });

  async function verify(id: string, account: string, name: string): Promise<void> {
    const ended = await attempt(id, account, { kind: 'verify', file: join(kept.folderOf(id), name) });
    if (ended === 'cancelled') return noteVerified(id, name, undefined);
    const atMs = nowMs();
    if (ended.type === 'verified')
      return noteVerified(id, name, { is: ended.isGood ? 'good' : 'bad', told: ended.told, atMs });
    noteVerified(id, name, { is: 'failed', told: ended.type === 'failed' ? ended.said : ENDED, atMs });
  }

  function sweep(): void {
    const ended = [...jobs.values()].filter((job) => !isOpen(job)).sort((a, b) => b.askedMs - a.askedMs);
    for (const [index, { id, askedMs }] of ended.entries()) {
      if (running?.id === id || (index < MOST_JOBS && nowMs() - askedMs < KEEP_MS)) continue;
      jobs.delete(id);
      kept.remove(id);
    }
  }

  return {
    jobs: () => [...jobs.values()].sort((a, b) => b.askedMs - a.askedMs),
    ask: (wish, account) => {
      sweep();
      const key = JSON.stringify(wish);
      const same = [...jobs.values()].find((job) => isOpen(job) && JSON.stringify(job.wish) === key);
      if (same) return same;
      if (queue.length >= MOST_WAITING) throw new ActRefused('PAPER_BUSY', BUSY);
      const job: ReportJob = {
        ...{ id: randomUUID(), wish, account, askedMs: nowMs() },
        ...{ state: 'waiting', files: [] },
      };
      jobs.set(job.id, job);
      kept.write(job);
      queue.push({ id: job.id, work: () => make(job) });
      goOn();
      return job;
    },
    cancel: (id) => {
      const job = jobs.get(id);
      if (!job || !isOpen(job)) return;
      if (running?.id === id) return running.stop.abort();
      queue.splice(
        queue.findIndex((one) => one.id === id),
        1,
      );
      change(id, { state: 'cancelled', endedMs: nowMs() });
    },
    verify: (id, name) => {
      const job = jobs.get(id);
      const file = job?.files.find((one) => one.name === name);
      if (!job || !file || file.verified?.is === 'running') return;
      if (queue.length >= MOST_WAITING) throw new ActRefused('PAPER_BUSY', BUSY);
      noteVerified(id, name, { is: 'running' });
      queue.push({ id, work: () => verify(id, job.account, name) });
      goOn();
    },
    pathOf: (id, name) =>
      jobs.get(id)?.files.some((file) => file.name === name) ? join(kept.folderOf(id), name) : undefined,
    sweep,
    close: async () => {
      isClosed = true;
      running?.stop.abort();
      await running?.done;
    },
  };
}
