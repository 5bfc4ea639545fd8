import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import { hours, minutes, seconds } from '../../core/time/units.ts';
import { growthOf, lastOf, ofCollector } from './collector-values.ts';
import type { AlertRule } from './rule.ts';
import type { RuleTexts } from './texts.ts';

/** camwatch's own incidents and messages cannot tell that they are not kept, or do not arrive: these page. */
export function buildIncidentRules(texts: RuleTexts): readonly AlertRule[] {
  return [buildLateRule(texts), buildRestartedRule(texts), buildWaitingRule(texts), buildDeadRule(texts)];
}

/** Incidents are kept where the record is. */
const ofIncidents = { ...ofCollector, asks: 'record' } as const;

function buildLateRule(texts: RuleTexts): AlertRule {
  return {
    ...ofIncidents,
    uid: 'camwatch-incidents-late',
    ...texts.incidentsLate,
    severity: 'critical',
    values: { LAG: lastOf('incident_lag_ms', seconds(1), minutes(10)) },
    firesWhen: `$LAG >= ${THRESHOLDS.incidentLagMs / seconds(1)}`,
    forMs: minutes(2),
    keepFiringForMs: minutes(2),
  };
}

function buildRestartedRule(texts: RuleTexts): AlertRule {
  return {
    ...ofIncidents,
    uid: 'camwatch-incidents-restarted',
    ...texts.incidentsRestarted,
    severity: 'warning',
    values: { RESTARTS: growthOf('incident_restarts', minutes(15)) },
    firesWhen: '$RESTARTS > 0',
    forMs: 0,
    keepFiringForMs: minutes(15),
  };
}

function buildWaitingRule(texts: RuleTexts): AlertRule {
  return {
    ...ofIncidents,
    uid: 'camwatch-messages-waiting',
    ...texts.messagesWaiting,
    severity: 'critical',
    values: { WAIT: lastOf('message_wait_ms', minutes(1), minutes(10)) },
    firesWhen: `$WAIT >= ${THRESHOLDS.messageWaitMs / minutes(1)}`,
    forMs: minutes(2),
    keepFiringForMs: minutes(2),
  };
}

/** Those that came to it lately: what was given up long ago stays counted until it is sent again. */
function buildDeadRule(texts: RuleTexts): AlertRule {
  return {
    ...ofIncidents,
    uid: 'camwatch-messages-dead',
    ...texts.messagesDead,
    severity: 'warning',
    values: { DEAD: growthOf('messages_dead', minutes(15)) },
    firesWhen: '$DEAD > 0',
    forMs: 0,
    keepFiringForMs: hours(1),
  };
}
