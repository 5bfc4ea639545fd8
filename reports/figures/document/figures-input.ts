import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { FiguresSections } from './annual-figures.ts';
import type { FiguresFormat } from './figures-format.ts';
import type { FiguresScope, FiguresWindow, GivenSettings } from './figures-header.ts';
import type { MeasuredFigures } from './measured-figures.ts';

/** What every section is built from: of one moment of the ledger, and of the record as it stood at an instant. */
export interface FiguresInput {
  /** Of the file that is made, or made again. */
  readonly format: FiguresFormat;
  readonly reader: LedgerReader;
  readonly recordedBeforeMs: number;
  readonly timeZone: string;
  readonly scope: FiguresScope;
  readonly window: FiguresWindow;
  readonly given: GivenSettings;
  /** Read once, since a city has 100,000 devices. */
  readonly inventory: FiguresInventory;
  /** Told after each step of long work. */
  readonly onProgress: (step: string, done: number, total: number) => void;
}

/** Fills the measured sections; what cannot be computed is missing, with the reason. */
export type MeasuredBuilder = (input: FiguresInput) => MeasuredFigures;

/** What others build; a section whose builder is absent is missing. */
export interface FiguresBuilders {
  readonly measured?: MeasuredBuilder;
  readonly plan?: (input: FiguresInput) => FiguresSections['plan'];
  readonly planFindings?: (input: FiguresInput) => FiguresSections['planFindings'];
}
