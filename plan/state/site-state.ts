import { Temporal } from 'temporal-polyfill';
import type { OpinionValues, SiteValues } from '../definition/registers.ts';
import type { Entry, OpinionState, SiteState } from './plan-state.ts';

/** What was asked for a site and what the authorities say, with the days that each was or has been waited for. */
export function siteStateOf({ id, values, ...entry }: Entry<SiteValues>, asOfDate: string): SiteState {
  const { request, dost, police, ...rest } = values;
  return {
    site: id,
    ...(request && { request }),
    dost: opinionOf(dost, request?.date, asOfDate),
    police: opinionOf(police, request?.date, asOfDate),
    ...rest,
    ...entry,
  };
}

function opinionOf(
  opinion: OpinionValues | undefined,
  requestDate: string | undefined,
  asOfDate: string,
): OpinionState {
  const askedDate = opinion?.asked ?? requestDate;
  const answeredDate = opinion?.date;
  if (askedDate === undefined)
    return { ...opinion, status: answeredDate === undefined ? 'not-asked' : 'answered' };
  return {
    ...opinion,
    status: answeredDate === undefined ? 'waiting' : 'answered',
    daysWaiting: daysBetween(askedDate, answeredDate ?? asOfDate),
  };
}

/** An answer that bears an earlier day than the question was not waited for. */
function daysBetween(from: string, to: string): number {
  return Math.max(0, Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days);
}
