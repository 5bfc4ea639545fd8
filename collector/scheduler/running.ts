import type { LaneName } from './agenda.ts';
import type { Engine } from './probe-batch.ts';

/** What an engine has under way. */
export interface Running {
  readonly name: LaneName;
  readonly engine: Engine;
  bright: number;
  dark: number;
  planned: number;
  urgent: number;
  /** Singles in this turn of the event loop. */
  begunInTurn: number;
  startedMs: { planned: number; urgent: number };
}

/** Where a batch counts as under way. */
export type Place = 'bright' | 'dark' | 'planned' | 'urgent';

export const LANES = ['icmp', 'tcp', 'snmp', 'onvif', 'rtsp'] as const satisfies readonly LaneName[];

export const neverStarted = () => ({ planned: Number.NEGATIVE_INFINITY, urgent: Number.NEGATIVE_INFINITY });

export function createRunning(name: LaneName, engine: Engine): Running {
  return {
    name,
    engine,
    bright: 0,
    dark: 0,
    planned: 0,
    urgent: 0,
    begunInTurn: 0,
    startedMs: neverStarted(),
  };
}
