/** The folder table of the design: each folder may import itself, its npm packages, and the folders named here. */
const SUBJECTS = {
  core: [],
  config: ['core'],
  documents: ['core'],
  grafana: ['core'],
  collector: ['core', 'config'],
  ledger: ['core'],
  simulator: ['core', 'config'],
  dashboards: ['core', 'config', 'grafana'],
  availability: ['core', 'config', 'ledger'],
  contracts: ['core', 'config', 'ledger', 'availability'],
  plan: ['core', 'config', 'ledger', 'documents'],
  alerts: ['core', 'config', 'ledger', 'grafana'],
  reports: ['core', 'ledger', 'availability', 'contracts', 'plan', 'documents'],
  portal: ['core', 'ledger', 'documents', 'availability', 'alerts', 'contracts', 'plan', 'reports'],
  verifier: [],
};
/** What runs the product may import every subject; the second settler is for nobody to import. */
const EVERY = Object.keys(SUBJECTS).filter((room) => room !== 'verifier');
const MAY_IMPORT = {
  ...SUBJECTS,
  server: EVERY,
  demo: [...EVERY, 'server'],
  cli: [...EVERY, 'server', 'demo'],
};

const FOLDERS = [...Object.keys(MAY_IMPORT), 'test'].join('|');

/**
 * Below what runs the product the record is read and written by `ledger/record/`. These still open the SQLite file by its
 * path, or look into its rows: this list only shrinks.
 */
const OPENS_BY_PATH = [
  'availability/imports/plan-export.ts',
  'availability/imports/read-ledger-side.ts',
  'availability/imports/read-plan.ts',
  'availability/sums/day-sums.ts',
  'availability/sums/find-day-problems.ts',
  'contracts/actions/check-derived.ts',
  'contracts/actions/open-decision-writer.ts',
  'contracts/proof/build-proof.ts',
  'contracts/proof/check-paths.ts',
  'contracts/proof/check-proven-rows.ts',
  'contracts/verification/verify-record.ts',
  'plan/actions/collect-forms.ts',
  'plan/reminders/remind-letters.ts',
  'plan/reminders/remind.ts',
  'reports/actions/make-figures.ts',
  'reports/actions/on-record.ts',
  'reports/actions/record-report.ts',
  'reports/actions/verify-report.ts',
];

/** Which of our files may not import which package. */
const PACKAGES = [
  { package: 'node:sqlite', homes: ['ledger', 'test'] },
  { package: 'commander', homes: ['cli', 'test'] },
  { package: 'express', homes: ['portal', 'hub', 'demo/preview', 'test'] },
];

const named = (files) => files.map((file) => file.replaceAll('.', '\\.')).join('|');

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder}-may-import-only-${[...allowed, 'itself'].join('-')}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: `^(${FOLDERS})/`, pathNot: `^(${[folder, ...allowed].join('|')})/` },
    })),
    {
      name: 'the-record-by-its-interfaces',
      severity: 'error',
      from: { pathNot: `^((ledger|server|demo|cli|test)/|(${named(OPENS_BY_PATH)})$)` },
      to: { path: '^ledger/sqlite/' },
    },
    {
      name: 'interfaces-of-the-record-know-no-store',
      severity: 'error',
      from: { path: '^ledger/record/' },
      to: { path: '^(ledger/sqlite/|(node:)?sqlite$)' },
    },
    ...PACKAGES.map(({ package: name, homes }) => ({
      name: `${name}-only-in-${homes.join('-')}`,
      severity: 'error',
      from: { pathNot: `^(${homes.map((home) => `${home}/`).join('|')})` },
      to: { path: `^(node_modules/)?${name.replace('node:', '(node:)?')}(/|$)` },
    })),
    {
      name: 'nothing-imports-the-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dashboards/preview/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Packages whose sub-paths their own `exports` name.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
