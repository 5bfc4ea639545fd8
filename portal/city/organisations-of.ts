import { organisationsIn, viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { publicCity, type TellingView, type ToldIncident } from './tell-incidents.ts';

/** Agencies and contractors whose an incident is: of its cause, as far as that may be told. */
export const organisationsOf = (view: TellingView, { summary }: ToldIncident): ReadonlySet<string> =>
  organisationsIn(viewRoot(summary.root, publicCity(view, 'vi')));
