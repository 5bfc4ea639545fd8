import { type Change, deviceEntity, PING_FILTERED } from '../core/domain/state.ts';
import type { Status } from './judge/status.ts';
import { type Answer, firstAnswer, judgeLife, type Rung, silentSinceMs } from './judge-life.ts';

/** The rungs of all devices, by the number of the device, as they stand at this moment. */
export interface DeviceRungs {
  readonly deviceIdOf: (device: number) => string;
  readonly reachOf: (device: number) => Status | undefined;
  readonly setReach: (device: number, status: Status) => void;
  /** Those above it. */
  readonly higherOf: (device: number) => readonly Rung[];
  /** Whether its pings fail, or did. The ordinary case is that they do not. */
  readonly isSilent: (device: number) => boolean;
  /** That a device answered otherwise while its pings fail. */
  readonly answers: Map<number, Answer>;
}

/** Follows through one batch of readings whether devices live whose pings fail. */
export interface DeviceLives {
  /** A change of its `reach` is put at this place of the batch. */
  readonly noteReachChange: (device: number, place: number) => void;
  /** A rung of it was judged. */
  readonly noteReading: (device: number) => void;
  /** Puts what follows into the batch. What is proven alive as its outage is confirmed has one row. */
  readonly judge: () => void;
}

export function createDeviceLives(changes: Change[], rungs: DeviceRungs): DeviceLives {
  const { answers } = rungs;
  const places = new Map<number, number>();
  const open = new Set<number>();

  const judgeOne = (device: number) => {
    const reach = rungs.reachOf(device);
    if (reach === undefined) return;
    const life = judgeLife(reach, rungs.higherOf(device), answers.get(device));
    if (life === undefined) return;
    const { status, change } = life;
    const place = places.get(device) ?? -1;
    const fall = changes[place];
    if (fall?.state === 'down' && change.reason === PING_FILTERED) {
      const { reason, evidence } = change;
      changes[place] = { ...fall, reason, evidence: { ...fall.evidence, ...evidence } };
      return rungs.setReach(device, { ...reach, reason });
    }
    rungs.setReach(device, status);
    if (change.reason !== PING_FILTERED) answers.delete(device);
    changes.push({ entity: deviceEntity(rungs.deviceIdOf(device)), indicator: 'reach', ...change });
  };

  return {
    noteReachChange: (device, place) => void places.set(device, place),
    noteReading: (device) => {
      if (!rungs.isSilent(device)) return void answers.delete(device);
      const reach = rungs.reachOf(device);
      if (reach === undefined || silentSinceMs(reach) === undefined) return void answers.delete(device);
      const answer = answers.get(device) ?? firstAnswer(reach, rungs.higherOf(device));
      if (answer) answers.set(device, answer);
      if (answer || reach.reason === PING_FILTERED) open.add(device);
    },
    judge: () => {
      for (const device of open) judgeOne(device);
    },
  };
}
