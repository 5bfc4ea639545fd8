import type { Draw } from './draw.ts';

/** A row of the chain without its number. */
export type PlannedRow = { readonly table: string; readonly recorded_ms: number } & Readonly<
  Record<string, unknown>
>;

/** What the parts of a ledger are drawn from. */
export interface World {
  readonly draw: Draw;
  readonly zone: string;
  /** The month, about: edges are those of UTC, which lie within a day of those of the zone. */
  readonly fromMs: number;
  readonly toMs: number;
  /** When the inventory was recorded. */
  readonly beganMs: number;
  readonly indicators: readonly string[];
  readonly devices: readonly string[];
  readonly links: readonly string[];
  /** An instant in and around the month: on an edge, at another instant that was drawn, or anywhere; a millisecond off now and then. */
  readonly instant: () => number;
  readonly rows: PlannedRow[];
}
