import { ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { STATE_COLOURS } from './colours.ts';

/** From which value on a state's colour holds, the lowest first. */
export type Steps = readonly (readonly [from: number | null, colour: string])[];

interface Limits {
  readonly warn: number;
  readonly bad?: number;
}

/** Green below `warn`, orange from there, red from `bad` on. */
export const higherIsWorse = ({ warn, bad }: Limits): Steps => [
  [null, STATE_COLOURS.up],
  ...(bad !== undefined && bad <= warn ? [] : [[warn, STATE_COLOURS.degraded] as const]),
  ...(bad === undefined ? [] : [[bad, STATE_COLOURS.down] as const]),
];

/** Red below `bad`, orange below `warn`, green from there on. */
export const lowerIsWorse = ({ warn, bad }: Required<Limits>): Steps => [
  [null, STATE_COLOURS.down],
  ...(bad < warn ? [[bad, STATE_COLOURS.degraded] as const] : []),
  [warn, STATE_COLOURS.up],
];

export const stepsOf = (steps: Steps) => ({
  mode: ThresholdsMode.Absolute,
  steps: steps.map(([value, color]) => ({ value, color })),
});
