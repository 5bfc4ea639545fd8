import {
  acknowledgeIncident,
  handOverIncident,
  type IncidentActContext,
  linkIncident,
  noteIncident,
  type RecordedAct,
  releaseIncident,
  snoozeIncident,
  unlinkIncident,
} from '../../alerts/incidents/actions/act-on-incident.ts';
import type { IncidentAct } from '../../portal/door/incident-acts.ts';

/** Each act by its use case. */
export function performAct(context: IncidentActContext, act: IncidentAct): RecordedAct {
  const { nowMs = Date.now } = context;
  const { text = '' } = act.input;
  switch (act.kind) {
    case 'acknowledge':
      return acknowledgeIncident(context, act.input);
    case 'note':
      return noteIncident(context, { ...act.input, text });
    case 'hand-over':
      return handOverIncident(context, { ...act.input, text });
    case 'snooze':
      return snoozeIncident(context, { ...act.input, text, untilMs: nowMs() + act.input.forMs });
    case 'release':
      return releaseIncident(context, act.input);
    case 'link':
      return linkIncident(context, act.input);
    case 'unlink':
      return unlinkIncident(context, act.input);
  }
}
