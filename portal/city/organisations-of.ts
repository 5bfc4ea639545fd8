import { organisationsIn, viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import type { CityView } from './city-view.ts';
import { publicCity, type ToldIncident } from './tell-incidents.ts';

/** Agencies and contractors whose an incident is: of its cause, as far as that may be told. */
export const organisationsOf = (view: CityView, { summary }: ToldIncident): ReadonlySet<string> =>
  organisationsIn(viewRoot(summary.root, publicCity(view, 'vi')));
