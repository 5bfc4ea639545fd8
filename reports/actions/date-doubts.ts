import { reportDateDoubts } from '../../plan/definition/report-date-doubts.ts';
import { readPlanRecord } from '../annual/frame/plan-record.ts';
import { frameOf } from '../annual/frame/report-frame.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';

/** What is hard to believe of number and day of a report, in both languages; a month has neither before it is registered. */
export function dateDoubts(document: FiguresDocument): ReturnType<typeof reportDateDoubts> {
  const plan = readPlanRecord(document.sections.plan);
  const { scope } = document;
  if (isMissing(plan) || scope.kind === 'month') return [];
  const ofYear = ({ year }: { readonly year: number }) => year === document.year;
  const { report } = plan.definition;
  const { toDate, deadlineDate, unitsDeadlineDate } = report.years.find(ofYear) ?? {};
  const isCity = scope.kind === 'city' || scope.agency === report.agency;
  const due = isCity ? { dueDate: deadlineDate } : { lastDate: unitsDeadlineDate };
  return reportDateDoubts(frameOf(plan, document).years?.find(ofYear) ?? {}, { toDate, ...due });
}
