import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Login } from '../../core/domain/credentials.ts';
import type { FindingObservation } from '../../core/domain/findings.ts';
import type { Device } from '../../core/domain/inventory.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { days, minutes } from '../../core/time/units.ts';
import type { SingleProber } from '../probing/prober.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';
import { isScheduled, type ScheduledWatch, type Watch } from '../scheduler/watch-list.ts';
import { lookForTelnet } from './look-for-telnet.ts';
import { type LoginMemory, tryDefaultLogin } from './try-default-login.ts';

/**
 * Takes the looks that disturb, or might lock an account: only where the settings ask for them, at a device that answers,
 * and once a day at most, each device at its own minute of the day. A restart makes none come twice.
 */
export interface DailySurvey {
  /** Begins what became due since the last call; nothing of it is waited for. */
  readonly tick: (nowMs: number, wanted: Settings['findings'], isUp: (deviceId: string) => boolean) => void;
  /** They are gone through only where looks are wanted. */
  readonly replace: (watches: Iterable<Watch>) => void;
  /** Settles when nothing is under way any more; call after `stop` was aborted. */
  readonly idle: () => Promise<void>;
}

export interface DailySurveyOptions {
  readonly tcp: SingleProber;
  readonly resolve: AddressResolver;
  /** What the manuals of its maker print. */
  readonly defaultLogins: (device: Device) => readonly Login[];
  readonly memory: LoginMemory;
  readonly note: (observations: readonly FindingObservation[]) => void;
  readonly metrics: Metrics;
  /** Whether looks at a device may be counted. */
  readonly isCounted?: (device: Pick<Device, 'id'>) => boolean;
  readonly nowMs: () => number;
  readonly stop: AbortSignal;
}

const DAY_MS = days(1);
/** A city of 100,000 devices has one look a second or two. */
const MOST_UNDER_WAY = 20;
/** What became due in a longer time than this, while nothing was seen or the clock was stepped, waits for its next day. */
const LONGEST_SLICE_MS = minutes(10);

interface Entry {
  readonly phaseMs: number;
  readonly watch: ScheduledWatch;
  /** Another device has the same address: what listens there is anybody's. */
  readonly isShared: boolean;
  readonly onvif: ScheduledWatch | undefined;
}

export function createDailySurvey(options: DailySurveyOptions): DailySurvey {
  const { note, metrics, nowMs, stop, isCounted = () => true } = options;
  let watched: Iterable<Watch> = [];
  /** Made when they are wanted: most cities ask for none of these looks. */
  let entries: readonly Entry[] | undefined;
  let lookedMs = nowMs();
  const underWay = new Set<Promise<void>>();

  const run = (
    kind: 'telnet' | 'default-password',
    device: Device,
    work: () => Promise<FindingObservation | undefined>,
  ) => {
    const count = (result: string) => {
      if (isCounted(device)) metrics.camwatch_daily_looks_total.labels(kind, result).inc();
    };
    if (underWay.size >= MOST_UNDER_WAY) return count('skipped');
    const looking = work()
      .then((observation) => {
        const result = observation === undefined ? 'nothing' : observation.isPresent ? 'found' : 'not-found';
        count(result);
        if (observation) note([observation]);
      })
      // No answer tells nothing: the next day has another look.
      .catch(() => count('nothing'))
      .finally(() => underWay.delete(looking));
    underWay.add(looking);
  };

  return {
    tick: (atMs, wanted, isUp) => {
      const fromMs = lookedMs;
      lookedMs = atMs;
      if (stop.aborted || atMs - fromMs > LONGEST_SLICE_MS) return;
      if (wanted.telnet === 'off' && wanted.defaultPasswords === 'off') return;
      entries ??= listEntries(watched);
      for (const { phaseMs, watch, isShared, onvif } of entries) {
        if (!isDueIn(phaseMs, fromMs, atMs) || !isUp(watch.device.id)) continue;
        if (wanted.telnet === 'look' && !isShared)
          run('telnet', watch.device, () => lookForTelnet(watch, options));
        if (wanted.defaultPasswords === 'try' && onvif) {
          run('default-password', watch.device, () => tryDefaultLogin(onvif, options));
        }
      }
    },
    replace: (watches) => {
      watched = watches;
      entries = undefined;
    },
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}

function listEntries(watches: Iterable<Watch>): readonly Entry[] {
  const byDevice = Map.groupBy([...watches].filter(isScheduled), ({ device }) => device.id);
  const firsts = [...byDevice.values()].flatMap(([first]) => first ?? []);
  const sharers = Map.groupBy(firsts, ({ address }) => address);
  return firsts.map((watch) => ({
    watch,
    phaseMs: stableHash(`${watch.device.id}/daily`) % DAY_MS,
    isShared: (sharers.get(watch.address)?.length ?? 0) > 1,
    onvif: byDevice.get(watch.device.id)?.find(({ check }) => check.prober === 'onvif'),
  }));
}

/** Whether the phase of some day lies in `(fromMs, toMs]`. */
const isDueIn = (phaseMs: number, fromMs: number, toMs: number) =>
  Math.floor((toMs - phaseMs) / DAY_MS) > Math.floor((fromMs - phaseMs) / DAY_MS);
