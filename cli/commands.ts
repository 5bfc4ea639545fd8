import type { Command } from 'commander';
import type { Context } from './shell/context.ts';

/** A subcommand. Each lives in a file of its own, and only the one that is asked for is read: all of them take seconds. */
interface ListedCommand {
  /** As the list of commands shows it, behind the name. */
  readonly usage: string;
  readonly about: string;
  readonly load: () => Promise<(context: Context) => Command>;
}

export const COMMANDS: Readonly<Record<string, ListedCommand>> = {
  alerts: {
    usage: '',
    about:
      'Messages about incidents: list them, send them again, try them out. Alert rules of Grafana, the second line: write them as files, check them, push them.',
    load: async () => (await import('./alerts-command.ts')).buildAlertsCommand,
  },
  centre: {
    usage: '[options]',
    about: 'Show a city and keep what follows from its record, where collectors elsewhere watch it.',
    load: async () => (await import('./centre-command.ts')).buildCentreCommand,
  },
  check: {
    usage: '[options] [dir]',
    about: 'Check a configuration folder: settings, inventory, and one against the other.',
    load: async () => (await import('./inventory/check-command.ts')).buildCheckCommand,
  },
  checkpoint: {
    usage: '',
    about: 'Sign heads of the ledger for others to keep, sign them as a party, take in what parties signed.',
    load: async () => (await import('./checkpoint/checkpoint-command.ts')).buildCheckpointCommand,
  },
  claim: {
    usage: '',
    about: 'Ask that an outage be taken out of the figures of a contract, hear who it touches, decide.',
    load: async () => (await import('./claims/claim-command.ts')).buildClaimCommand,
  },
  clock: {
    usage: '',
    about: 'Look at the time of this machine, and confirm it where camwatch does not believe it.',
    load: async () => (await import('./clock/clock-command.ts')).buildClockCommand,
  },
  cluster: {
    usage: '',
    about: 'The machines that work on one record: collectors, zones, hubs, who works, the database.',
    load: async () => (await import('./cluster/cluster-command.ts')).buildClusterCommand,
  },
  collector: {
    usage: '[options]',
    about:
      'Watch the devices of a district, and send what is recorded to a hub; goes on without it for days.',
    load: async () => (await import('./collector-command.ts')).buildCollectorCommand,
  },
  collectors: {
    usage: '',
    about: 'Collectors in the districts: let them in by a token, see how they stand, revoke them.',
    load: async () => (await import('./collectors/collectors-command.ts')).buildCollectorsCommand,
  },
  dashboards: {
    usage: '',
    about: 'Dashboards of Grafana: write them as files, check them, push them.',
    load: async () => (await import('./dashboards-command.ts')).buildDashboardsCommand,
  },
  demo: {
    usage: '[options]',
    about: 'Watch a small city on this machine, break parts of it, and compare the ledger with the truth.',
    load: async () => (await import('./demo/demo-command.ts')).buildDemoCommand,
  },
  discover: {
    usage: '[options]',
    about: 'Look for devices that are not in the inventory, and print them as rows of devices.csv.',
    load: async () => (await import('./discover/discover-command.ts')).buildDiscoverCommand,
  },
  generate: {
    usage: '[options]',
    about:
      'Write the documents that are generated from the code, and what Grafana reads for the sample city.',
    load: async () => (await import('./generate-command.ts')).buildGenerateCommand,
  },
  hub: {
    usage: '[options]',
    about: 'Receive what collectors in the districts send, and hand the configuration down to them.',
    load: async () => (await import('./hub-command.ts')).buildHubCommand,
  },
  import: {
    usage: '[options] <file>',
    about: 'Turn a spreadsheet of somebody else (CSV, XLSX) into sites.csv, devices.csv or links.csv.',
    load: async () => (await import('./inventory/import-command.ts')).buildImportCommand,
  },
  incidents: {
    usage: '',
    about: 'See what is wrong by its cause, acknowledge it, write down what is done about it.',
    load: async () => (await import('./incidents/incidents-command.ts')).buildIncidentsCommand,
  },
  inventory: {
    usage: '',
    about: 'Compare the inventory with what the ledger has recorded of it, and record the differences.',
    load: async () => (await import('./inventory/inventory-command.ts')).buildInventoryCommand,
  },
  ledger: {
    usage: '',
    about: 'Verify, copy, show, hand out and complete the append-only record.',
    load: async () => (await import('./ledger/ledger-command.ts')).buildLedgerCommand,
  },
  maintenance: {
    usage: '',
    about: 'Announce planned work on devices and links, list it, cancel it.',
    load: async () => (await import('./maintenance/maintenance-command.ts')).buildMaintenanceCommand,
  },
  measurements: {
    usage: '',
    about: 'Send points that InfluxDB refused once more, and make its users.',
    load: async () => (await import('./measurements/measurements-command.ts')).buildMeasurementsCommand,
  },
  plan: {
    usage: '',
    about: 'The plan of the city: how its tasks stand, registers, forms of the units, reminders.',
    load: async () => (await import('./plan/plan-command.ts')).buildPlanCommand,
  },
  probe: {
    usage: '[options] [device]',
    about: 'Ask one device everything now, from this machine, and explain what came; nothing is recorded.',
    load: async () => (await import('./probe/probe-command.ts')).buildProbeCommand,
  },
  report: {
    usage: '',
    about: 'Write the annual report, that of a month or of an agency; verify the figures in them.',
    load: async () => (await import('./reports/report-command.ts')).buildReportCommand,
  },
  run: {
    usage: '[options]',
    about: 'Watch the fleet of a configuration folder until told to stop (SIGINT, SIGTERM).',
    load: async () => (await import('./run-command.ts')).buildRunCommand,
  },
  simulate: {
    usage: '',
    about: 'Make up a city and its past to try things on: the same seed gives the same.',
    load: async () => (await import('./inventory/simulate-command.ts')).buildSimulateCommand,
  },
  sla: {
    usage: '[options]',
    about: 'Availability of a period by group, beside the period before.',
    load: async () => (await import('./sla/sla-command.ts')).buildSlaCommand,
  },
  statement: {
    usage: '',
    about: 'Draft, object to, issue, restate and verify statements of contracts; explain their figures.',
    load: async () => (await import('./statements/statement-command.ts')).buildStatementCommand,
  },
  unmeasured: {
    usage: '',
    about:
      'Record that a check gets no answer for a fault of ours: credentials, an allow-list. List and end it.',
    load: async () => (await import('./unmeasured/unmeasured-command.ts')).buildUnmeasuredCommand,
  },
  users: {
    usage: '',
    about: 'Who may enter the portal: accounts, links to set a password, sessions, tokens of programs.',
    load: async () => (await import('./users/users-command.ts')).buildUsersCommand,
  },
};
