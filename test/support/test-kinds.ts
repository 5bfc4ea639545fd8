/** Folders of `test/` whose files run together, in one project of Vitest each. */
export const KINDS = ['unit', 'property', 'contract', 'integration', 'e2e'] as const;

/** Compares what a demo does with the truth, instant by instant: has the machine for itself, when all others are done. */
export const ALONE = ['test/e2e/cli/demo/demo-command.test.ts'] as const;

/** Put something else in the place of a module, which Node cannot: Vite reads all modules for them. */
export const REPLACING = ['test/property/contracts/settle/hangs-on.test.ts'] as const;

/** Take five seconds of CPU time and more each: `npm run test:fast` leaves them out. */
export const LONG = [
  'test/property/alerts/incidents.test.ts',
  'test/property/availability/attribution/attribution.test.ts',
  'test/property/contracts/settle/settle-contract.test.ts',
  'test/property/contracts/sla/settle-entity-by-seconds.test.ts',
  'test/property/simulator/city/generate-city.test.ts',
  'test/property/simulator/history/history.test.ts',
  'test/property/verifier/settlers.test.ts',
  'test/unit/server/grafana/city-content.test.ts',
  'test/unit/config/importers/read-foreign-xlsx.test.ts',
] as const;

/** What `npm run test:fast` runs. */
export const FAST = ['unit', 'property'] as const;
