import type { Logger } from 'pino';
import type { Metrics } from '../../core/names/metrics.ts';
import type { Clock } from '../../core/time/clock.ts';
import { seconds } from '../../core/time/units.ts';
import type { TimeServer } from './ask-time-server.ts';
import { AGREEMENT_MS, type TimeVerdict } from './ask-time-servers.ts';
import type { BootClock } from './boot-clock.ts';
import { judgeStart } from './judge-start.ts';

/** Somebody said, in the record, that the time was right. */
export interface Confirmation {
  readonly seq: number;
  readonly recordedMs: number;
  /** The start of the system at which it was said, and what the wall clock said when that began to count. */
  readonly bootId?: string;
  readonly originMs?: number;
}

/** What an earlier process left: up to which row of the record it holds. */
export interface RememberedOrigin {
  readonly seq: number;
  readonly bootId: string;
  readonly originMs: number;
}

/** What the record keeps of the time. */
export interface TimeRecord {
  readonly lastRecordedMs: () => number | undefined;
  readonly lastConfirmation: () => Confirmation | undefined;
  readonly rememberedOrigin: () => RememberedOrigin | undefined;
  readonly rememberOrigin: (origin: Omit<RememberedOrigin, 'seq'>) => Promise<void>;
}

export interface ClockKeeperOptions {
  readonly clock: Clock;
  readonly boot: BootClock | undefined;
  readonly wallMs: () => number;
  readonly settings: () => { readonly servers: readonly TimeServer[]; readonly stepLimitMs: number };
  readonly ask: (servers: readonly TimeServer[], stop: AbortSignal) => Promise<TimeVerdict>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly stop: AbortSignal;
  readonly monotonicMs?: () => number;
}

/** Decides whether the time of this machine may be believed: by the record, by time servers, and by what people say. */
export interface ClockKeeper {
  /** Before the record is opened: a new one must not begin with a wrong time. */
  readonly askFirst: () => Promise<void>;
  /** Before anything is recorded. */
  readonly open: (record: TimeRecord) => Promise<void>;
  /** To be called every few seconds. */
  readonly tick: () => Promise<void>;
  /** `true` as soon as the time is believed; `false` when `stop` aborts before. */
  readonly trusted: () => Promise<boolean>;
}

/** In doubt servers are asked this often; no server takes it amiss (RFC 4330 asks for 15 s and more). */
const ASK_EVERY_MS = seconds(30);
/** Slower changes of the origin are the discipline of the clock. */
const SAME_ORIGIN_MS = seconds(10);

export function createClockKeeper(options: ClockKeeperOptions): ClockKeeper {
  const { clock, boot, wallMs, settings, metrics, logger, stop } = options;
  const { monotonicMs = () => performance.now() } = options;
  let record: TimeRecord | undefined;
  let isConfirmed = false;
  let lastAskMs = Number.NEGATIVE_INFINITY;
  let askedSteps = 0;
  let seenConfirmation = 0;
  let keptOriginMs: number | undefined;
  let toldDoubt = false;
  const waiting = new Set<() => void>();

  const say = () => {
    const doubt = clock.doubt();
    metrics.camwatch_clock_trusted.set(doubt ? 0 : 1);
    metrics.camwatch_clock_offset_seconds.set((doubt?.offMs ?? 0) / seconds(1));
    if (doubt && !toldDoubt) {
      logger.error(
        { ...doubt, wall: new Date(wallMs()).toISOString(), expected: new Date(clock.nowMs()).toISOString() },
        'the time of this machine is not believed: nothing is recorded until it is set right, time servers confirm it, or camwatch clock confirm does',
      );
    }
    if (!doubt && toldDoubt) logger.info('the time of this machine is believed again');
    toldDoubt = doubt !== undefined;
    if (doubt) return;
    for (const settle of waiting) settle();
    waiting.clear();
  };

  const askServers = async () => {
    const { servers, stepLimitMs } = settings();
    if (servers.length === 0) return;
    lastAskMs = monotonicMs();
    askedSteps = clock.stepCount();
    const { answers, offsetMs } = await options.ask(servers, stop);
    for (const answer of answers)
      metrics.camwatch_clock_server_answers_total.labels(answer.ok ? 'ok' : answer.reason).inc();
    if (offsetMs === undefined) {
      logger.warn({ answers }, 'time servers: no number that most of them agree on');
      return;
    }
    isConfirmed = Math.abs(offsetMs) <= AGREEMENT_MS;
    if (isConfirmed) clock.confirm();
    else takeServersWord(offsetMs, stepLimitMs);
  };
  const takeServersWord = (offsetMs: number, limitMs: number) => {
    const doubt = clock.doubt();
    if (!doubt && Math.abs(offsetMs) <= limitMs) {
      logger.warn({ offMs: -offsetMs }, 'time servers say that the time of this machine is off');
      return;
    }
    const rightMs = wallMs() + offsetMs;
    if (doubt && Math.abs(rightMs - clock.nowMs()) <= AGREEMENT_MS) return;
    clock.distrust(doubt?.cause ?? 'time-servers', rightMs);
  };

  const originOf = ({ bootId, originMs }: { readonly bootId?: string; readonly originMs?: number }) =>
    bootId !== undefined && bootId === boot?.bootId ? originMs : undefined;
  /** Said after this process last looked, and of the time as it is now. */
  const takeConfirmation = () => {
    const said = record?.lastConfirmation();
    if (!said || said.seq <= seenConfirmation) return;
    seenConfirmation = said.seq;
    if (!clock.doubt()) return;
    const originMs = originOf(said);
    const saidMs = originMs === undefined ? said.recordedMs : originMs + (boot?.elapsedMs() ?? 0);
    if (Math.abs(wallMs() - saidMs) <= settings().stepLimitMs) clock.confirm();
  };
  const keepOrigin = async () => {
    if (!boot || !record || clock.doubt()) return;
    const originMs = Math.round(clock.originMs());
    if (keptOriginMs !== undefined && Math.abs(originMs - keptOriginMs) <= SAME_ORIGIN_MS) return;
    await record.rememberOrigin({ bootId: boot.bootId, originMs });
    keptOriginMs = originMs;
  };

  return {
    askFirst: async () => {
      await askServers();
      say();
    },
    open: async (opened) => {
      record = opened;
      const kept = opened.rememberedOrigin();
      const said = opened.lastConfirmation();
      seenConfirmation = said?.seq ?? 0;
      const latest = (said?.seq ?? 0) > (kept?.seq ?? 0) ? said : kept;
      const originMs = latest && originOf(latest);
      const lastRecordedMs = opened.lastRecordedMs();
      if (!isConfirmed && !clock.doubt()) {
        const now = { wallMs: wallMs(), elapsedMs: boot?.elapsedMs() ?? 0, limitMs: settings().stepLimitMs };
        const doubt = judgeStart(
          {
            ...(originMs !== undefined && { originMs }),
            ...(lastRecordedMs !== undefined && { lastRecordedMs }),
          },
          now,
        );
        if (doubt) clock.distrust(doubt.cause, doubt.expectedMs);
        else if (originMs !== undefined) clock.resume(originMs);
      }
      say();
      await keepOrigin();
    },
    tick: async () => {
      const isDoubtful = clock.doubt() !== undefined;
      const isDue = isDoubtful && monotonicMs() - lastAskMs >= ASK_EVERY_MS;
      if (isDue || clock.stepCount() > askedSteps) await askServers();
      takeConfirmation();
      say();
      await keepOrigin();
    },
    trusted: () =>
      new Promise((resolve) => {
        if (!clock.doubt()) return resolve(true);
        stop.addEventListener('abort', () => resolve(false), { once: true });
        waiting.add(() => resolve(true));
      }),
  };
}
