import { type Change, deviceEntity, type Indicator, PING_FILTERED } from '../core/domain/state.ts';
import type { Status } from './judge/status.ts';
import { type Answer, firstAnswer, judgeLife, silentSinceMs } from './judge-life.ts';

/** One rung of a device, while it is judged. */
interface JudgedRung {
  readonly indicator: Indicator;
  status: Status;
}

/** All rungs of one device. */
export interface DeviceRungs {
  readonly deviceId: string;
  reach?: JudgedRung;
  /** Those above it. */
  readonly higher: JudgedRung[];
  /** That the device answered otherwise while its pings fail. */
  answer?: Answer | undefined;
}

/** Follows through one batch of readings whether devices live whose pings fail. */
export interface DeviceLives {
  /** A change of its `reach` is put at this place of the batch. */
  readonly noteReachChange: (rungs: DeviceRungs, place: number) => void;
  /** A rung of it was judged. */
  readonly noteReading: (rungs: DeviceRungs) => void;
  /** Puts what follows into the batch. What is proven alive as its outage is confirmed has one row. */
  readonly judge: () => void;
}

export function createDeviceLives(changes: Change[]): DeviceLives {
  const places = new Map<DeviceRungs, number>();
  const open = new Set<DeviceRungs>();
  return {
    noteReachChange: (rungs, place) => void places.set(rungs, place),
    noteReading: (rungs) => {
      const { reach, higher } = rungs;
      // The ordinary case first: it answers pings.
      if (reach === undefined || silentSinceMs(reach.status) === undefined) {
        if (rungs.answer) rungs.answer = undefined;
        return;
      }
      rungs.answer ??= firstAnswer(reach.status, higher);
      if (rungs.answer || reach.status.reason === PING_FILTERED) open.add(rungs);
    },
    judge: () => {
      for (const rungs of open) {
        const { reach, higher, answer, deviceId } = rungs;
        if (reach === undefined) continue;
        const life = judgeLife(reach.status, higher, answer);
        if (life === undefined) continue;
        const { status, change } = life;
        const place = places.get(rungs) ?? -1;
        const fall = changes[place];
        if (fall?.state === 'down' && change.reason === PING_FILTERED) {
          const { reason, evidence } = change;
          changes[place] = { ...fall, reason, evidence: { ...fall.evidence, ...evidence } };
          reach.status = { ...reach.status, reason };
          continue;
        }
        reach.status = status;
        if (change.reason !== PING_FILTERED) rungs.answer = undefined;
        changes.push({ entity: deviceEntity(deviceId), indicator: 'reach', ...change });
      }
    },
  };
}
