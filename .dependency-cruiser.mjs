/** The folder table of the design: each folder may import itself, its npm packages, and the folders named here. */
const MAY_IMPORT = {
  core: [],
  config: ['core'],
  collector: ['core', 'config'],
  ledger: ['core'],
  sla: ['core'],
  settlement: ['core', 'config', 'ledger', 'sla'],
  grafana: ['core'],
  dashboards: ['core', 'config', 'grafana'],
  alerts: ['core', 'config', 'ledger', 'sla', 'settlement', 'grafana'],
  reports: ['core', 'config', 'ledger', 'sla', 'settlement'],
  portal: ['core', 'config', 'ledger', 'sla', 'settlement', 'reports', 'alerts'],
  simulator: ['core', 'config'],
  verifier: [],
};
const FOLDERS = [...Object.keys(MAY_IMPORT), 'app', 'test'].join('|');

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder}-may-import-only-${[...allowed, 'itself'].join('-')}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: `^(${FOLDERS})/`, pathNot: `^(${[folder, ...allowed].join('|')})/` },
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
    exclude: { path: 'node_modules|^dashboards/preview/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Packages whose sub-paths their own `exports` name.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
