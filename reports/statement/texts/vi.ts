import { annexes } from './vi/annexes.ts';
import { dossier } from './vi/dossier.ts';
import { figures } from './vi/figures.ts';
import { front, times } from './vi/front.ts';
import { money, notes } from './vi/money.ts';
import { papers } from './vi/papers.ts';
import { sheets } from './vi/sheets.ts';
import { terms } from './vi/terms.ts';

/** What the documents of a statement say beside figures and the words that a terminal has as well. */
export const vi = { times, front, money, notes, dossier, annexes, terms, figures, papers, sheets };
