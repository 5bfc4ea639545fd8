import { annexes } from './en/annexes.ts';
import { dossier } from './en/dossier.ts';
import { figures } from './en/figures.ts';
import { front, times } from './en/front.ts';
import { money, notes } from './en/money.ts';
import { papers } from './en/papers.ts';
import { sheets } from './en/sheets.ts';
import { terms } from './en/terms.ts';

export const en = { times, front, money, notes, dossier, annexes, terms, figures, papers, sheets };
