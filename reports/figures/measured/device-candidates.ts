import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import { toStateSums } from '../../../availability/timelines/state-ms.ts';
import { belongingAt, type MeasuredPair } from '../../../availability/window/measure-window.ts';
import { parseEntity } from '../../../core/domain/state.ts';
import { nearest } from '../../../core/time/versions.ts';
import type { Candidate } from './ranking-section.ts';

/** A device for the ranking, with what it belonged to at the end. */
export function deviceCandidate(
  { member, stateMs, outages }: MeasuredPair,
  { sites, devices }: FiguresInventory,
  window: { readonly fromMs: number; readonly toMs: number },
): Candidate {
  const { id = '' } = parseEntity(member.entity) ?? {};
  const last = belongingAt(member, window.toMs - 1);
  const site = nearest(devices.get(id)?.versions, window.toMs - 1)?.site ?? '';
  return {
    id,
    measured: toStateSums(stateMs),
    outages: outages.filter(({ fromMs }) => fromMs >= window.fromMs).length,
    ...(last && { agency: last.agency, area: last.area }),
    isSecret: nearest(sites.get(site), window.toMs - 1)?.secrecy === 'secret',
  };
}
