import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { keyPlace } from '../../contracts/actions/statements/key-place.ts';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import { CamwatchError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';
import { followClock } from '../../core/time/clock.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import { makeReport } from '../../reports/actions/make-report.ts';
import { verifyReport } from '../../reports/actions/verify-report.ts';
import { renderVerification } from '../../reports/words/render-verification.ts';

/** What a thread makes a report of, or verifies one by. */
export interface ReportStart {
  readonly dir: string;
  /** Of the ledger. */
  readonly path: string;
  readonly author: string;
  readonly env: NodeJS.ProcessEnv;
  /** That of the collector, where there is one. */
  readonly clock?: SharedArrayBuffer;
  readonly work: ReportWork;
}

export type ReportWork =
  | { readonly kind: 'make'; readonly wish: Parameters<typeof makeReport>[1] }
  | { readonly kind: 'verify'; readonly file: string };

export interface ReportStep {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** What came of it. */
export type ReportEnd =
  | {
      readonly type: 'made';
      readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
    }
  | {
      readonly type: 'verified';
      readonly isGood: boolean;
      /** As people read it, line by line. */
      readonly told: Said;
    }
  | { readonly type: 'failed'; readonly said: Said };

export type FromReport = ReportEnd | ({ readonly type: 'step' } & ReportStep);

const say = (message: FromReport) => parentPort?.postMessage(message);

/** Makes one report, and puts its files on record. */
async function makeOne(
  { dir, path, author, env, clock }: ReportStart,
  wish: Parameters<typeof makeReport>[1],
): Promise<ReportEnd> {
  const store = recordStore(path);
  const openCity = async () => {
    const { name, timeZone } = (await loadSettings(dir)).city;
    const plan = await loadPlan(dir, { timeZone });
    const { path: keyFile } = await keyPlace({ config: dir }, env);
    return { store, name, timeZone, folder: dir, plan, key: loadStatementKey(keyFile) };
  };
  const { unrecorded, files } = await makeReport(
    {
      ...{ openCity, store, author, stop: new AbortController().signal },
      onProgress: (step, done, total) => say({ type: 'step', step, done, total }),
      ...(clock && { nowMs: followClock(clock) }),
    },
    wish,
  );
  if (unrecorded) throw unrecorded;
  return {
    type: 'made',
    files: files.map((file) => ({ name: basename(file.path), sizeBytes: statSync(file.path).size })),
  };
}

/** Verifies one that lies in a folder of ours. */
async function verifyOne({ dir, path, env }: ReportStart, file: string): Promise<ReportEnd> {
  const { timeZone } = (await loadSettings(dir)).city;
  const { path: keyFile } = await keyPlace({ config: dir }, env);
  const { signal: stop } = new AbortController();
  const verified = await verifyReport({ record: { store: recordStore(path), keyFile }, stop }, { file });
  const told = (language: 'en' | 'vi') =>
    renderVerification(basename(file), verified, { language, timeZone, style: (_style, text) => text });
  return { type: 'verified', isGood: verified.isGood, told: { en: told('en'), vi: told('vi') } };
}

// Entry of the thread: a report of a large city takes a minute, which probes and pages must not wait.
const start: ReportStart | undefined = parentPort ? workerData : undefined;
if (start) {
  const { work } = start;
  try {
    say(work.kind === 'make' ? await makeOne(start, work.wish) : await verifyOne(start, work.file));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    say({ type: 'failed', said: error instanceof CamwatchError ? error.said : { en: text, vi: text } });
  }
}
