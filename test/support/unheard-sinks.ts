/** Of a collector that is watched for its changes alone: nothing was learnt before, and nobody hears the rest. */
export const UNHEARD_SINKS = {
  readings: { write: () => undefined },
  traffic: { write: () => undefined },
  trafficDays: { write: () => undefined },
  findings: { note: () => undefined, learn: () => undefined },
  recordedFacts: [],
  recordedFindings: [],
  defaultLogins: () => [],
};
