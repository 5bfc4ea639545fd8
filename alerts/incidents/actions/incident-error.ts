import { CodedError } from '../../../core/errors.ts';
import type { Said } from '../../../core/language/said.ts';

export type IncidentErrorCode = 'INCIDENT_REFUSED' | 'INCIDENT_UNKNOWN';

/** An incident that is not there, or a step that it does not admit: nothing was recorded. */
export class IncidentError extends CodedError<IncidentErrorCode, string | Said> {}
