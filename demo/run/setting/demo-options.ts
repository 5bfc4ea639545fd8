import type { Language } from '../../../core/language/language.ts';

export interface DemoOptions {
  /** Ends by itself after this long; absent: goes on until it is stopped. */
  readonly forMs?: number;
  /** How long things stay broken; absent: about a minute. */
  readonly roundMs?: number;
  readonly devices: number;
  readonly seed: number;
  /** Port of the page; absent: the usual one where it is free. */
  readonly port?: number;
  /** Second octet of the addresses; absent: the first that is free. */
  readonly block?: number;
  readonly language: Language;
  readonly folder: 'keep' | 'remove';
  readonly influx: 'auto' | 'off';
  /** InfluxDB is stopped in the middle of the demo for this long. */
  readonly influxBreakMs?: number;
}
