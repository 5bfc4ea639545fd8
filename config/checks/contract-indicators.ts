import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Draft, Report } from '../draft/draft.ts';

type Terms = ReadonlyMap<string, ContractTerms>;

/** What is not measured is unknown for ever, and the terms may count that against one side. */
export function findUnmeasuredIndicators(draft: Draft, terms: Terms, report: Report): void {
  const { contracts } = draft;
  const unmeasured = unmeasuredBy(draft, terms);
  for (const contract of contracts.items) {
    const indicator = terms.get(contract.id)?.indicator;
    const [first, ...others] = unmeasured.get(contract.id) ?? [];
    if (first === undefined) continue;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    report.finding({
      code: 'INDICATOR_NOT_MEASURED',
      file: contracts.file,
      line: contracts.lineOf(contract),
      message: `${contract.id}: it counts ${indicator}, which the profiles of ${first}${more} do not measure`,
    });
  }
}

/** By contract, the devices in use whose profile lacks what it counts. */
function unmeasuredBy(
  { devices, present, settings }: Draft,
  terms: Terms,
): ReadonlyMap<string, readonly string[]> {
  const unmeasured = new Map<string, string[]>();
  if (!settings) return unmeasured;
  for (const device of devices.items) {
    const now = present.get(device);
    if (!now?.isWatched) continue;
    const profile = settings.profiles[device.profile];
    for (const id of now.ownership.contracts) {
      const indicator = terms.get(id)?.indicator;
      if (indicator === undefined || profile?.[indicator]) continue;
      const list = unmeasured.get(id);
      if (list) list.push(device.id);
      else unmeasured.set(id, [device.id]);
    }
  }
  return unmeasured;
}
