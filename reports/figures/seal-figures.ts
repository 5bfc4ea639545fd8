import {
  type OpenedText,
  openDocument,
  type SealedText,
  sealDocument,
} from '../../contracts/statements/document-seal.ts';
import type { StatementKey } from '../../contracts/statements/statement-key.ts';
import { type FiguresDocument, SealedFigures } from './document/annual-figures.ts';

/** The figures of a report as they are handed out. */
export type FiguresFile = SealedText<FiguresDocument>;

/** Seals figures with the key whose public part they name, as statements are sealed. */
export const sealFigures = (document: FiguresDocument, key: StatementKey): FiguresFile =>
  sealDocument(document, key);

/** Reads a file that claims to hold figures and checks its bytes, its hash and its signature. */
export const openFigures = (text: string): OpenedText<FiguresDocument> =>
  openDocument(text, { what: 'figures of a report', schema: SealedFigures });
