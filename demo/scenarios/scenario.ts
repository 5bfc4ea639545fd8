import type { Entity } from '../../core/domain/state.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';

/** A night that is made up, on the inventory of a configuration. Instants count from its start. */
export interface Scenario {
  readonly name: string;
  readonly startMs: number;
  readonly lengthMs: number;
  readonly steps: readonly ScenarioStep[];
}

export type ScenarioStep = { readonly afterMs: number } & (
  | { readonly what: 'fall' | 'restore'; readonly entities: readonly Entity[] }
  | {
      readonly what: 'flap';
      readonly entities: readonly Entity[];
      readonly times: number;
      readonly everyMs: number;
    }
  /** Of a ward, a commune or a site. */
  | { readonly what: 'power-cut'; readonly place: string; readonly forMs: number }
  | { readonly what: 'blind'; readonly forMs: number }
  | {
      readonly what: 'maintenance';
      readonly entities: readonly Entity[];
      readonly fromMs: number;
      readonly toMs: number;
    }
  | {
      readonly what: 'acknowledge';
      readonly which: 'latest' | 'all';
      readonly by: string;
      readonly party: ActingParty;
    }
);
