import type { ContractTerms } from '../../core/contract-terms.ts';
import type { Device } from '../../core/inventory.ts';
import type { Draft, Report } from '../draft.ts';

/** What is not measured is unknown for ever, and the terms may count that against one side. */
export function findUnmeasuredIndicators(
  draft: Draft,
  terms: ReadonlyMap<string, ContractTerms>,
  report: Report,
): void {
  const { contracts, devices, present, settings } = draft;
  if (!settings) return;
  const watched = devices.items.filter((device) => present.get(device)?.isWatched);
  const under = groupByContract(watched, draft);
  for (const contract of contracts.items) {
    const indicator = terms.get(contract.id)?.indicator;
    if (indicator === undefined) continue;
    const [first, ...others] = (under.get(contract.id) ?? []).filter(
      ({ profile }) => settings.profiles[profile]?.[indicator] === undefined,
    );
    if (first === undefined) continue;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    report.finding({
      code: 'INDICATOR_NOT_MEASURED',
      file: contracts.file,
      line: contracts.lineOf(contract),
      message: `${contract.id}: it counts ${indicator}, which the profiles of ${first.id}${more} do not measure`,
    });
  }
}

function groupByContract(
  devices: readonly Device[],
  { present }: Draft,
): ReadonlyMap<string, readonly Device[]> {
  const groups = new Map<string, Device[]>();
  for (const device of devices) {
    for (const contract of present.get(device)?.ownership.contracts ?? []) {
      const group = groups.get(contract);
      if (group) group.push(device);
      else groups.set(contract, [device]);
    }
  }
  return groups;
}
