/** Everything that `alerts simulate` and `alerts test` print. Times come in as text. */
export const SCENARIO_TEXTS_EN = {
  about: {
    'fibre-cut': 'the line with most cameras behind it is cut for an hour and a half, and acknowledged',
    'switch-reboot': 'the switch with most cameras behind it restarts in three minutes',
    'two-causes': 'a line and something else in the same ward fail within half a minute',
    'child-first': 'a line is cut, and its cameras are found down before it',
    flapping: 'a camera goes down and comes back eight times, every six minutes',
    'ward-power-cut': 'a ward is without power for two hours',
    blind: 'the collector is blind for ten minutes, and a line is cut meanwhile',
    'maintenance-overrun': 'planned work on a line takes half an hour longer than announced',
    nested: 'a line is cut; when it is back, one of its cameras stays down',
    'redundant-path': 'one of two lines is cut, and the other carries on',
    storm: 'up to 10,000 cameras fail within a minute, each by itself',
  },
  head: ['Time', 'Recipient', 'By', 'When', 'Subject'],
  ways: { 'at-once': 'at once', digest: 'digest', escalation: 'escalation', report: 'report' },
  heldSince: (time: string) => `held since ${time}`,
  heldUntil: (time: string) => `held until ${time}`,
  failed: (why: string) => `reaches nobody: ${why}`,
  nobody: 'Nobody would have got anything.',
  night: (name: string, from: string, to: string, zone: string) => `${name}: ${from} to ${to} (${zone})`,
  summary: ({
    changes,
    incidents,
    messages,
    recipients,
  }: {
    readonly changes: string;
    readonly incidents: string;
    readonly messages: string;
    readonly recipients: string;
  }) =>
    `Changes of state: ${changes}; incidents: ${incidents}; messages: ${messages}, recipients: ${recipients}.`,
  unsent: (count: string) => `Still held when the night ends: ${count}.`,
  inVain: (time: string) => `${time}: nothing was open that could have been acknowledged.`,
  nothingSent: 'Nothing was sent.',
  written: (count: string, folder: string) => `Messages written: ${count}, to ${folder}.`,
  addresses: {
    address: () => 'address of the settings',
    contact: (name: string) => `contact ${name}`,
    roster: (name: string) => `on duty in roster ${name}`,
    webhook: () => 'host of its webhook',
  },
  goesTo: (recipient: string, channel: string) => `Test message to ${recipient} by ${channel}:`,
  missing: (what: string) => `not reached: ${what}`,
  accepted: (how: string) => `Accepted: ${how}`,
  refused: (detail: string) => `Not accepted: ${detail}`,
  unreached: (address: string, detail: string) => `not for ${address}: ${detail}`,
  hints: {
    certificate:
      'Look at the name and the certificate of the server: alerts.mail.host, and alerts.mail.authority for one of your own.',
    login: 'Look at alerts.mail.username, and at the secret that alerts.mail.password names.',
    connection: 'Look at the host and port in the settings, and whether this machine may connect to them.',
    secret:
      'The secret is read as camwatch run reads it: give this command the same environment or CREDENTIALS_DIRECTORY.',
  },
  messageId: (id: string, took: string) => `Message-ID: <${id}>, after ${took}`,
};

export type ScenarioTexts = typeof SCENARIO_TEXTS_EN;
