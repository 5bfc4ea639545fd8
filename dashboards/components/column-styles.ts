import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import type { UnitName } from '../texts/unit-name.ts';
import { PLAIN_COLOUR, SERIES_COLOURS, STATE_COLOURS } from './colours.ts';
import { LIMITS } from './limits.ts';
import { higherIsWorse, lowerIsWorse, type Steps } from './steps.ts';

export interface ColumnStyle {
  readonly unit?: string;
  readonly unitName?: UnitName;
  readonly decimals?: number;
  /** Coloured as a state by these, else only counted. */
  readonly steps?: Steps;
  readonly colour?: string;
  readonly words?:
    | 'states'
    | 'levels'
    | 'reasons'
    | 'kinds'
    | 'indicators'
    | 'settled'
    | 'seeing'
    | 'answers';
  readonly names?:
    | 'districts'
    | 'areas'
    | 'agencies'
    | 'contractors'
    | 'contracts'
    | 'programmes'
    | 'links'
    | 'calls';
  readonly width?: number;
}

const RATIO = { unit: 'percentunit', decimals: 2, width: 85 } as const;
const HOURS = { unitName: 'hours', decimals: 1, width: 130 } as const;
const COUNT = { unit: 'none', decimals: 0, width: 75 } as const;
const [SKY, PURPLE, BLUE, SAND, VIOLET] = SERIES_COLOURS;
const ANY_IS_BAD = higherIsWorse({ warn: 1, bad: 1 });

/**
 * Every name that a query gives to a column, and how it looks wherever it is shown: what is called alike looks alike.
 * Names for people are in the texts.
 */
export const COLUMNS = {
  Time: { width: 135 },
  since: { width: 135 },
  district: { names: 'districts' },
  area: { names: 'areas' },
  agency: { names: 'agencies' },
  contractor: { names: 'contractors' },
  contract: { names: 'contracts' },
  programme: { names: 'programmes' },
  link: { names: 'links' },
  device: {},
  collector: { width: 105 },
  title: {},
  id: { width: 185 },
  kind: { words: 'kinds', width: 175 },
  indicator: { words: 'indicators', width: 100 },
  state: { words: 'states', width: 110 },
  settled: { words: 'settled', width: 110 },
  reason: { words: 'reasons' },
  /** Id of a contractor: shown with its telephone. */
  call: { names: 'calls' },

  down: { ...COUNT, steps: higherIsWorse({ warn: 1, bad: THRESHOLDS.down.leastCount }) },
  unreached: { ...COUNT, steps: higherIsWorse({ warn: 1, bad: THRESHOLDS.down.leastCount }) },
  noPicture: { ...COUNT, steps: higherIsWorse({ warn: 1, bad: THRESHOLDS.down.leastCount }) },
  notRecording: { ...COUNT, steps: higherIsWorse({ warn: 1, bad: THRESHOLDS.down.leastCount }) },
  degraded: { ...COUNT, steps: higherIsWorse({ warn: 1 }) },
  unknown: { ...COUNT, colour: STATE_COLOURS.unknown },
  total: { ...COUNT, width: 85, colour: PLAIN_COLOUR },
  devices: { ...COUNT, colour: PLAIN_COLOUR },
  deviceDays: { ...COUNT, width: 120, colour: PLAIN_COLOUR },
  entities: { ...COUNT, colour: PLAIN_COLOUR },
  downRatio: { ...RATIO, steps: higherIsWorse(LIMITS.downRatio) },
  availability: { ...RATIO, steps: lowerIsWorse(LIMITS.availabilityRatio), width: 115 },
  countedAvailability: { ...RATIO, steps: lowerIsWorse(LIMITS.availabilityRatio), width: 190 },
  settledAvailability: { ...RATIO, steps: lowerIsWorse(LIMITS.availabilityRatio), width: 205 },
  coverage: { ...RATIO, width: 125, colour: PLAIN_COLOUR },

  answers: { words: 'answers' },
  rttMin: { unit: 'ms', colour: BLUE },
  rtt: { unit: 'ms', decimals: 2, colour: SKY },
  rttMax: { unit: 'ms', colour: PURPLE },
  jitter: { unit: 'ms', colour: SAND },
  loss: { ...RATIO, decimals: 1, steps: higherIsWorse(LIMITS.lossRatio) },
  clock: { unit: 'ms', colour: SKY },
  connect: { unit: 'ms', colour: BLUE },
  response: { unit: 'ms', colour: SKY },
  firstPacket: { unit: 'ms', colour: PURPLE },
  bitrate: { unit: 'bps', colour: SKY },

  in: { unit: 'bps', colour: SKY },
  out: { unit: 'bps', colour: PURPLE },
  capacity: { unit: 'bps', colour: SAND },
  inUtil: { ...RATIO, decimals: 1, colour: SKY },
  outUtil: { ...RATIO, decimals: 1, colour: PURPLE },
  p95In: { ...RATIO, decimals: 1 },
  p95Out: { ...RATIO, decimals: 1 },
  overIn: { ...COUNT, steps: ANY_IS_BAD },
  overOut: { ...COUNT, steps: ANY_IS_BAD },
  peakIn: { ...RATIO, decimals: 1, width: 120 },
  peakOut: { ...RATIO, decimals: 1, width: 120 },
  errors: { unit: 'none', decimals: 0, colour: SKY, width: 90 },
  discards: { unit: 'none', decimals: 0, colour: PURPLE, width: 110 },
  inErrors: { unit: 'none', decimals: 0, colour: SKY },
  outErrors: { unit: 'none', decimals: 0, colour: PURPLE },
  inDiscards: { unit: 'none', decimals: 0, colour: BLUE },
  outDiscards: { unit: 'none', decimals: 0, colour: VIOLET },
  daysIn: { ...COUNT, steps: higherIsWorse(LIMITS.saturatedDays), width: 115 },
  daysOut: { ...COUNT, steps: higherIsWorse(LIMITS.saturatedDays), width: 120 },
  links: { ...COUNT, colour: PLAIN_COLOUR },

  recording: { words: 'levels', width: 120 },
  disks: { ...COUNT, colour: PLAIN_COLOUR },
  disksFailed: { ...COUNT, width: 100, steps: ANY_IS_BAD },
  free: { ...RATIO, decimals: 1, steps: lowerIsWorse(LIMITS.freeDiskRatio) },
  channels: { ...COUNT, width: 130, colour: PLAIN_COLOUR },
  channelsLost: { ...COUNT, width: 115, steps: ANY_IS_BAD },
  oldest: { unitName: 'days', decimals: 1, width: 130 },

  target: { ...RATIO, colour: PLAIN_COLOUR },
  budgetUsed: {
    unit: 'percentunit',
    decimals: 0,
    steps: higherIsWorse(LIMITS.budgetUsedRatio),
    width: 85,
  },
  monthUsed: { unit: 'percentunit', decimals: 0, steps: higherIsWorse(LIMITS.budgetUsedRatio) },
  budgetLeft: { ...HOURS, steps: lowerIsWorse({ warn: 1, bad: 0 }) },
  downTime: { ...HOURS, colour: STATE_COLOURS.down },
  degradedTime: { ...HOURS, colour: STATE_COLOURS.degraded },
  unknownTime: { ...HOURS, colour: STATE_COLOURS.unknown },
  excusedTime: { ...HOURS, colour: SKY },
  othersTime: { ...HOURS, colour: PURPLE },
  days: { ...COUNT, colour: PLAIN_COLOUR },

  seeing: { words: 'seeing', width: 105 },
  lateness: { unit: 'ms', steps: higherIsWorse(LIMITS.latenessMs), width: 85 },
  queue: { unit: 'decbytes', steps: higherIsWorse(LIMITS.queueBytes), width: 80 },
  dropped: { ...COUNT, steps: ANY_IS_BAD },
  lag: { unit: 'ms', steps: higherIsWorse(LIMITS.ledgerLagMs), width: 115 },
  shortfall: { unitName: 'times', decimals: 0, colour: PURPLE },
  failed: { unitName: 'times', decimals: 0, colour: STATE_COLOURS.down },
  badRounds: { unitName: 'times', decimals: 0, colour: STATE_COLOURS.degraded },
  droppedReadings: { unitName: 'times', decimals: 0, colour: PURPLE },
} as const satisfies Readonly<Record<string, ColumnStyle>>;

export type ColumnName = keyof typeof COLUMNS;
