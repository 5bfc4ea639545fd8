/** The folder table of the design: each folder may import itself, its npm packages, and the folders named here. */
const SUBJECTS = {
  core: [],
  config: ['core'],
  documents: ['core'],
  grafana: ['core'],
  collector: ['core', 'config'],
  ledger: ['core'],
  hub: ['core', 'config', 'ledger'],
  simulator: ['core', 'config'],
  dashboards: ['core', 'config', 'grafana'],
  accounts: ['core', 'ledger'],
  availability: ['core', 'config', 'ledger'],
  contracts: ['core', 'config', 'ledger', 'availability'],
  plan: ['core', 'config', 'ledger', 'documents'],
  alerts: ['core', 'config', 'ledger', 'grafana'],
  reports: ['core', 'ledger', 'availability', 'contracts', 'plan', 'documents'],
  portal: [
    'core',
    'accounts',
    'ledger',
    'documents',
    'availability',
    'alerts',
    'contracts',
    'plan',
    'reports',
  ],
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

/** Which of our files may not import which package. */
const PACKAGES = [
  { package: 'node:sqlite', homes: ['ledger/sqlite', 'accounts/sqlite', 'test'] },
  { package: 'pg', homes: ['ledger/sqlite', 'test'] },
  { package: 'commander', homes: ['cli', 'test'] },
  { package: 'openid-client', homes: ['accounts/openid', 'test'] },
  { package: 'express', homes: ['portal', 'hub', 'demo/preview', 'test'] },
];

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder}-may-import-only-${[...allowed, 'itself'].join('-')}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: `^(${FOLDERS})/`, pathNot: `^(${[folder, ...allowed].join('|')})/` },
    })),
    {
      // What runs the product opens the record; whoever works on it has it by `ledger/record/`.
      name: 'the-record-by-its-interfaces',
      severity: 'error',
      from: { pathNot: '^(ledger/sqlite|accounts/sqlite|server|demo|cli|test)/' },
      to: { path: '^ledger/sqlite/' },
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
