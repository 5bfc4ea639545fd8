import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import type { CityView } from './city-view.ts';
import { publicCity, type ToldIncident } from './tell-incidents.ts';

/** Agencies and contractors whose an incident is: of its cause, as far as that may be told. */
export function organisationsOf(view: CityView, { summary }: ToldIncident): ReadonlySet<string> {
  const { device, carrier, contractors, contracts } = viewRoot(summary.root, publicCity(view, 'vi'));
  return new Set(
    [
      device?.agency,
      carrier?.id,
      ...contractors.map(({ id }) => id),
      ...contracts.flatMap(({ agency, contractor }) => [agency, contractor]),
    ].filter((id) => id !== undefined),
  );
}
