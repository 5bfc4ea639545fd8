/**
 * Version 11: indexes alone. Incidents by the instant of their opening, from which their numbers are counted, and what people did
 * about them by when it was recorded. What another process damaged is in no index, and keeps nobody from writing.
 */
export const DUTY = `
  CREATE INDEX incident_step_opened ON incident_step (
    CASE WHEN json_valid(body) THEN json_extract(body, '$.atMs') END, id
  ) WHERE action = 'opened';
  CREATE INDEX incident_step_person ON incident_step (recorded_ms)
    WHERE action NOT IN ('opened', 'reopened', 'changed', 'resolved');
`;
