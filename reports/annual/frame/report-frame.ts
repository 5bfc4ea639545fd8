import type { Closing, Letterhead } from '../../../documents/model/document.ts';
import type { DocumentDate } from '../../../documents/model/document-date.ts';
import type { FiguresDocument } from '../../figures/document/annual-figures.ts';
import type { ReportRecord } from './plan-record.ts';

/** What stands above the text; what nobody decided is left to be printed as dots. */
export function letterheadOf(report: ReportRecord | undefined, { year, scope }: FiguresDocument): Letterhead {
  if (!report) return {};
  const registered = scope.kind === 'city' ? report.years.find((entry) => entry.year === year) : undefined;
  const number = registered?.number === undefined ? undefined : Number.parseInt(registered.number, 10);
  const date = registered?.date === undefined ? undefined : dateOf(registered.date);
  return {
    ...(report.superiorBody !== undefined && { superiorBody: report.superiorBody }),
    ...(report.issuingBody !== undefined && { issuingBody: report.issuingBody }),
    ...(report.place !== undefined && { place: report.place }),
    ...(number !== undefined && Number.isSafeInteger(number) && { number }),
    symbol: `${report.typeSymbol}-${report.agencySymbol ?? '……'}`,
    date: date ?? { year: year },
  };
}

function dateOf(date: string): DocumentDate {
  const [year, month, day] = date.split('-').map(Number);
  return {
    ...(year !== undefined && { year }),
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
  };
}

/** Who signs, and to whom it goes. */
export function closingOf(report: ReportRecord | undefined): Closing {
  if (!report) return { signature: {}, recipients: { lines: ['Như trên'] } };
  const { authority, onBehalfOf, post, name } = report.signer;
  const above = authority === undefined ? undefined : [authority, onBehalfOf].filter(Boolean).join(' ');
  return {
    signature: {
      ...(above !== undefined && { authority: above }),
      ...(post !== undefined && { post }),
      ...(name !== undefined && { name }),
    },
    recipients: {
      lines: report.recipients.length > 0 ? report.recipients : ['Như trên'],
      ...(report.draftingUnit !== undefined && { filedBy: report.draftingUnit }),
      ...(report.copies !== undefined && { fileCopies: report.copies }),
      ...(report.drafterMark !== undefined && { drafter: { mark: report.drafterMark } }),
    },
  };
}
