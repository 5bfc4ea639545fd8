import { monthText } from '../../../core/language/date-text.ts';
import type { FiguresDocument } from '../../figures/document/annual-figures.ts';

/** `năm 2025`, or `tháng 10/2025` of a month. */
export const periodWords = ({ scope, year }: Pick<FiguresDocument, 'scope' | 'year'>): string =>
  scope.kind === 'month' ? `tháng ${monthText(scope.month)}` : `năm ${year}`;
