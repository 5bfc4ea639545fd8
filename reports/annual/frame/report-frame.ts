import { Temporal } from 'temporal-polyfill';
import type { Closing, Letterhead } from '../../../documents/model/document.ts';
import type { DocumentDate } from '../../../documents/model/document-date.ts';
import { reportSymbol } from '../../../documents/model/document-symbol.ts';
import { asWritten, frameByName } from '../../../plan/definition/frame-by-name.ts';
import type { FiguresDocument } from '../../figures/document/annual-figures.ts';
import { isMissing, type Missing } from '../../figures/document/figure-parts.ts';
import type { PlanRecord, ReportRecord } from './plan-record.ts';

/** What stands around the text of a report; what nobody decided is absent, and printed as dots. */
export type ReportFrame = { readonly [Member in FrameMember]?: Readonly<ReportRecord[Member]> | undefined };

type FrameMember = keyof ReportRecord['agencies'][string] | 'typeSymbol' | 'copies' | 'drafterMark';

/** Of the city and of a month as it is set; of an agency its own: as it is set, else what its name tells. */
export function frameOf(plan: PlanRecord | Missing, { scope, city }: FiguresDocument): ReportFrame {
  if (isMissing(plan)) return {};
  const { report } = plan.definition;
  const reporter = plan.agencyNames[report.agency];
  if (scope.kind !== 'agency' || scope.agency === report.agency) return asSet(report, reporter, city.name);
  return {
    typeSymbol: report.typeSymbol,
    ...frameByName(plan.agencyNames[scope.agency] ?? scope.agency, city.name),
    ...(reporter !== undefined && { addressees: [reporter] }),
    ...report.agencies[scope.agency],
  };
}

function asSet(report: ReportRecord, name: string | undefined, city: string): ReportFrame {
  if (name === undefined) return report;
  const { agencySymbol = frameByName(name, city).agencySymbol } = report;
  return { ...report, agencySymbol, issuingBody: asWritten(report.issuingBody, name) };
}

/** What stands above the text. */
export function letterheadOf(frame: ReportFrame, document: FiguresDocument): Letterhead {
  const { superiorBody, issuingBody, place, typeSymbol, agencySymbol, years = [] } = frame;
  const isOfYear = document.scope.kind !== 'month';
  const registered = isOfYear ? years.find(({ year }) => year === document.year) : undefined;
  const number = registered?.number === undefined ? undefined : Number.parseInt(registered.number, 10);
  return {
    ...(superiorBody !== undefined && { superiorBody }),
    ...(issuingBody !== undefined && { issuingBody }),
    ...(place !== undefined && { place }),
    ...(number !== undefined && Number.isSafeInteger(number) && { number }),
    ...(typeSymbol !== undefined && { symbol: reportSymbol(typeSymbol, agencySymbol) }),
    date: registered?.date === undefined ? { year: yearOfSigning(document) } : dateOf(registered.date),
  };
}

/** By when a report of a year is due, and after its month a report of a month. */
function yearOfSigning({ scope, window, deadline, year }: FiguresDocument): number {
  if (scope.kind === 'month') return Temporal.PlainDate.from(window.lastDate).add({ days: 1 }).year;
  return deadline === undefined ? year : Number(deadline.slice(0, 4));
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
export function closingOf({ signer, recipients, draftingUnit, copies, drafterMark }: ReportFrame): Closing {
  const { authority, onBehalfOf, post, name } = signer ?? {};
  const above = authority === undefined ? undefined : [authority, onBehalfOf].filter(Boolean).join(' ');
  return {
    signature: {
      ...(above !== undefined && { authority: above }),
      ...(post !== undefined && { post }),
      ...(name !== undefined && { name }),
    },
    recipients: {
      lines: recipients !== undefined && recipients.length > 0 ? recipients : ['Như trên'],
      ...(draftingUnit !== undefined && { filedBy: draftingUnit }),
      ...(copies !== undefined && { fileCopies: copies }),
      ...(drafterMark !== undefined && { drafter: { mark: drafterMark } }),
    },
  };
}
