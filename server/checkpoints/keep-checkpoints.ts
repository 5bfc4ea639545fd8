import type { Logger } from 'pino';
import { createNotifiers, type Notifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import type { CheckpointSettings } from '../../config/checkpoint-schema.ts';
import type { Config } from '../../config/load-config.ts';
import { markFilesOf } from '../../config/settings/ledger-place.ts';
import { describeMove, keyPlace } from '../../contracts/actions/statements/key-place.ts';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { hours, minutes, seconds } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';
import { ownHeadOf } from '../../ledger/checkpoint/checkpoint.ts';
import {
  type CheckpointRows,
  type IssuedCheckpoint,
  leavesOf,
  readCheckpointRows,
} from '../../ledger/checkpoint/checkpoint-rows.ts';
import { markBeside, readMark } from '../../ledger/files/mark-file.ts';
import { issueCheckpoint } from '../../ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { runAtTimes } from '../at-times.ts';
import { type Destination, type SendingContext, sendTo, wantedDestinations } from './destinations.ts';

export interface CheckpointKeeperOptions {
  /** As it is now: it may have been read anew. */
  readonly config: () => Config;
  /** Of the ledger. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  readonly author: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** In place of the mail server of the settings. */
  readonly openNotifiers?: (config: Config) => Promise<Notifiers | undefined>;
}

/** The checkpoints of a camwatch that runs. */
export interface CheckpointKeeper {
  /** Makes the day's checkpoint where it is due, and sends what has not arrived. Never throws: it is tried again. */
  readonly run: () => Promise<void>;
  /** What has not arrived, and since when; `undefined` while all has. */
  readonly failure: () => string | undefined;
  readonly close: () => Promise<void>;
}

const EVERY_MINUTE = '* * * * *';
/** A day has fewer, even of a large city; a ledger of before that has millions is caught up with by and by. */
const MOST_ROWS = 100_000;
const FIRST_WAIT_MS = minutes(1);
const LONGEST_WAIT_MS = hours(1);

interface Trouble {
  readonly tries: number;
  readonly nextMs: number;
  readonly sinceMs: number;
  readonly detail: string;
}

/** Issues a checkpoint a day, and keeps at sending the last one, the later since it holds all before it. */
export function startCheckpoints(options: CheckpointKeeperOptions): CheckpointKeeper {
  const { config, path, env, nowMs, author, metrics, logger } = options;
  const stop = new AbortController();
  const troubles = new Map<Destination | 'issue', Trouble>();
  let running: Promise<void> | undefined;
  let isMoveTold = false;

  const run = (): Promise<void> => {
    running ??= work()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) fail('issue', error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  async function work(): Promise<void> {
    const inForce = config();
    const { checkpoints: settings } = inForce.settings;
    const rows = readRows(path);
    tellRows(rows);
    if (!settings) return;
    let { issued } = rows;
    if (isDue(issued.at(-1), settings, inForce.settings.city.timeZone, nowMs()) && mayTry('issue')) {
      issued = [...issued, await issue(inForce, settings)];
      succeed('issue');
      metrics.camwatch_checkpoints_issued_total.inc();
    }
    const last = issued.at(-1);
    if (last) await sendAll(inForce, settings, last, { ...rows, issued });
  }

  async function issue({ dir, settings }: Config, { origin }: CheckpointSettings): Promise<IssuedCheckpoint> {
    const place = await keyPlace({ config: dir }, env);
    if (place.moveTo !== undefined && !isMoveTold) logger.warn(describeMove(place.path, place.moveTo));
    isMoveTold = true;
    const { privateKey, isNew, signer } = loadStatementKey(place.path);
    if (isNew)
      logger.warn(
        { path: place.path, fingerprint: signer.fingerprint },
        'a new signing key was made: tell its fingerprint to the parties',
      );
    const one = issueCheckpoint(path, {
      ...{ collector: settings.collector.id, author, privateKey, nowMs, mostRows: MOST_ROWS },
      markFiles: markFilesOf(dir, settings),
      ...(origin !== undefined && { origin }),
    });
    logger.info({ size: one.checkpoint.size, row: one.seq }, 'a checkpoint was made');
    return one;
  }

  async function sendAll(
    inForce: Config,
    settings: CheckpointSettings,
    last: IssuedCheckpoint,
    { issued, sent, timestamped }: CheckpointRows,
  ): Promise<void> {
    const hasArrived = (to: Destination) =>
      to === 'timestamp' ? timestamped.has(last.id) : sent.get(last.id)?.has(to) === true;
    const wanted = wantedDestinations(settings);
    for (const to of troubles.keys()) if (to !== 'issue' && !wanted.includes(to)) succeed(to);
    const missing = wanted.filter((to) => !hasArrived(to) && mayTry(to));
    if (missing.length === 0) return;
    const notifiers = missing.includes('mail') ? await openNotifiers(inForce) : undefined;
    const context: SendingContext = {
      ...{ dir: inForce.dir, env, signal: stop.signal, heads: leavesOf(issued) },
      contacts: inForce.inventory.contacts,
      notifier: notifiers?.notifierOf({ channel: 'email', recipient: 'checkpoint' }),
    };
    try {
      for (const to of missing) await sendOne(to, last, settings, context);
    } finally {
      await notifiers?.close();
    }
  }

  async function sendOne(
    to: Destination,
    last: IssuedCheckpoint,
    settings: CheckpointSettings,
    context: SendingContext,
  ) {
    const outcome = await sendTo(to, last, settings, context);
    metrics.camwatch_checkpoint_sendings_total.inc({
      destination: to,
      result: outcome.ok ? 'sent' : 'failed',
    });
    if (!outcome.ok) return fail(to, outcome.detail);
    const { id } = last;
    const { action, body, detail } = outcome;
    using pen = recordStore(path).openDecisions({ author, nowMs });
    pen.append('checkpoint', { id, action, body }, undefined, { id });
    succeed(to);
    if (detail !== undefined) logger.warn({ to, detail }, 'a checkpoint did not reach all');
  }

  const openNotifiers =
    options.openNotifiers ??
    (async ({ settings: { alerts } }: Config) => alerts && (await createNotifiers(alerts, env)));

  const mayTry = (what: Destination | 'issue'): boolean => (troubles.get(what)?.nextMs ?? 0) <= nowMs();

  /** Told once a trouble: it is tried again and again. */
  function fail(what: Destination | 'issue', detail: string): void {
    const before = troubles.get(what);
    const tries = (before?.tries ?? 0) + 1;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    troubles.set(what, { tries, nextMs: nowMs() + waitMs, sinceMs: before?.sinceMs ?? nowMs(), detail });
    if (!before) logger.error({ what, detail }, 'a checkpoint could not be made or sent: it is tried again');
    tellTroubles();
  }

  function succeed(what: Destination | 'issue'): void {
    if (troubles.delete(what)) logger.info({ what }, 'checkpoints are made and sent again');
    tellTroubles();
  }

  function tellTroubles(): void {
    const sinceMs = Math.min(...[...troubles.values()].map((trouble) => trouble.sinceMs));
    const lateMs = troubles.size === 0 ? 0 : nowMs() - sinceMs;
    metrics.camwatch_checkpoint_late_seconds.set(lateMs / seconds(1));
  }

  /** Of the whole record, also where none are sent. */
  function tellRows({ issued, cosigned, headSeq }: ReadRows): void {
    const mark = readMark(markBeside(path));
    metrics.camwatch_ledger_unmarked_rows.set(
      mark.kind === 'mark' ? Math.max(0, headSeq - mark.mark.seq) : headSeq,
    );
    const signed = new Set(cosigned.map(({ id }) => id));
    const witnessedSeq = Math.max(
      0,
      ...issued.filter(({ id }) => signed.has(id)).map(({ checkpoint }) => ownHeadOf(checkpoint)?.seq ?? 0),
    );
    metrics.camwatch_ledger_unwitnessed_rows.set(headSeq - witnessedSeq);
    tellTroubles();
  }

  const everyMinute = runAtTimes(EVERY_MINUTE, () => void run());
  return {
    run,
    failure: () => {
      const [first] = troubles;
      return first && `${first[0]}: ${first[1].detail} (since ${new Date(first[1].sinceMs).toISOString()})`;
    },
    close: async () => {
      await everyMinute.close();
      stop.abort(new Error('camwatch is closing'));
      await running;
    },
  };
}

/** The day's time is over, and the last checkpoint is of before it. */
function isDue(
  last: IssuedCheckpoint | undefined,
  { at }: CheckpointSettings,
  timeZone: string,
  nowMs: number,
): boolean {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const slotMs = createZone(timeZone).dayAt(nowMs).fromMs + hours(hour) + minutes(minute);
  const dueMs = slotMs <= nowMs ? slotMs : slotMs - hours(24);
  return last === undefined || last.recordedMs < dueMs;
}

interface ReadRows extends CheckpointRows {
  readonly headSeq: number;
}

function readRows(path: string): ReadRows {
  using reader = recordStore(path).openReader();
  return { ...readCheckpointRows(reader.decisions('checkpoint')), headSeq: reader.headSeq() };
}
