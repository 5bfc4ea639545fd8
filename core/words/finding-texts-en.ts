import { plural } from '../language/plural.ts';
import type { FindingTexts } from './finding-texts.ts';

export const findingTextsEn: FindingTexts = {
  heading: 'Findings',
  none: 'Nothing was found so far.',
  noneStand: 'No finding stands.',
  names: {
    'access-refused': 'access refused',
    'certificate-expired': 'certificate expired',
    'certificate-self-signed': 'self-signed certificate',
    'cleartext-login': 'password in clear',
    'clock-drift': 'clock off',
    'clock-unsynchronised': 'clock not synchronised',
    contradiction: 'contradiction',
    'counter-implausible': 'implausible counters',
    'credentials-missing': 'credentials missing',
    'default-community': 'default SNMP community',
    'default-password': 'default password',
    'empty-password': 'empty password',
    'no-password': 'no password',
    'disk-trouble': 'disk trouble',
    'firmware-old': 'old firmware',
    'model-changed': 'another model',
    'pin-mismatch': 'another TLS key',
    'ping-filtered': 'pings filtered',
    'retention-short': 'recordings too short',
    'retention-long': 'recordings kept too long',
    'serial-changed': 'another serial number',
    'snmp-old-version': 'old SNMP version',
    'other-source-address': 'answers from another address',
    'never-answered': 'never answered yet',
    'stream-changed': 'stream changed',
    'telnet-open': 'Telnet open',
    'on-battery': 'on battery',
  },
  subjects: {},
  sentences: {
    'access-refused': ({ subject, reason }) => `Not shown to camwatch (${subject}): ${reason}`,
    'certificate-expired': ({ subject, date }) => `The TLS certificate (${subject}) expired on ${date}`,
    'certificate-self-signed': ({ subject }) =>
      `The TLS certificate (${subject}) is signed by the device itself`,
    'cleartext-login': ({ subject, isPasswordSent }) =>
      isPasswordSent
        ? `Gets the password in clear (${subject}), as its credentials allow: whoever is on the line has it`
        : `Asks for the password in clear (${subject}) and does not get it: switch digest on, or pin its key and ask by TLS`,
    'clock-drift': ({ duration, isAhead, allowed }) =>
      `The clock is ${duration} ${isAhead ? 'fast' : 'slow'}; allowed: ${allowed}`,
    'clock-unsynchronised': ({ isByHand }) =>
      isByHand ? 'The time is set by hand, not by NTP' : 'NTP is switched on, and no time server is entered',
    contradiction: ({ rate, channel, port, witness, state }) => {
      const of = witness && ` of ${witness}`;
      if (rate) return `Does not answer, yet port ${port}${of} receives ${rate} from it`;
      if (channel) return `Does not answer, yet channel ${channel}${of || ' of its recorder'} has a picture`;
      return `Port ${port} says “${state}”, yet what is behind it answers: check the port in the inventory`;
    },
    'counter-implausible': ({ subject, rate }) =>
      `Counters of port ${subject} give a rate above ${rate || 'what the port can carry'}; it is not written down`,
    'credentials-missing': () => 'The credentials that the inventory names cannot be fetched',
    'default-community': () => 'Answers to a well-known SNMP community (such as public)',
    'default-password': ({ subject }) => `Accepts the maker’s default password (${subject})`,
    'empty-password': ({ subject }) => `Accepts an empty password (${subject})`,
    'no-password': ({ subject }) => `Lets anybody in without a password (${subject})`,
    'disk-trouble': ({ subject, state }) => `Disk “${subject}”: ${state}`,
    'firmware-old': ({ found, wanted }) => `Firmware ${found}; wanted: ${wanted} or later`,
    'model-changed': ({ expected, found }) => `The model is ${found}; it was, or should be, ${expected}`,
    'pin-mismatch': ({ subject }) =>
      `Shows another TLS key than the inventory pins (${subject}): a new key, another device, or somebody in between; nothing was asked`,
    'ping-filtered': ({ answeredBy }) =>
      `Answers no ping, yet ${answeredBy} answers: a filter drops pings on the way or in the device. Its reach counts as down`,
    'retention-short': ({ found, wanted }) => `Recordings reach back ${found}; wanted: ${wanted}`,
    'retention-long': ({ found, allowed }) => `Recordings reach back ${found}; allowed: ${allowed}`,
    'serial-changed': ({ expected, found }) =>
      `The serial number is ${found}; it was, or should be, ${expected}: the device was replaced`,
    'snmp-old-version': ({ found, wanted }) => `Speaks SNMP ${found}; wanted: ${wanted}`,
    'never-answered': ({ subject, reason }) =>
      `Never answered yet (${subject}: ${reason}): check its address and port, community and agent, credentials, and whether it allows this machine`,
    'other-source-address': () => 'Answers SNMP from another address than it is asked at',
    'stream-changed': ({ subject, expected, found }) => `Stream ${subject}: was ${expected}, is ${found}`,
    'telnet-open': () => 'Telnet is open',
    'on-battery': ({ charge, runtime }) =>
      `No mains power, runs on its battery${charge && `, ${charge} left`}${runtime && `, about ${runtime}`}`,
  },
  actions: {
    'access-refused': 'Correct the password that is configured, or let the account of the device look.',
    'certificate-expired': 'Renew the certificate at the device; see whether its clock is right.',
    'certificate-self-signed':
      'Give it a certificate of your own authority, or accept it in a network of its own.',
    'cleartext-login': 'Switch digest on at the device; if it had digest before, ask who changed it.',
    'clock-drift': 'Set its time server, then see whether it reaches it.',
    'clock-unsynchronised': 'Enter the city’s time servers at the device.',
    contradiction:
      'Compare address and port of the inventory with the place; look for a filter that stops ping.',
    'counter-implausible':
      'See whether the device tells the right speed of the port; else update its firmware.',
    'credentials-missing': 'Configure the credentials that are missing; the log says which.',
    'default-community': 'Use SNMPv3, or a community of your own and a list of managers.',
    'default-password': 'Change the password today, and see who logged in.',
    'empty-password': 'Set a password today.',
    'no-password': 'Switch authentication on, for RTSP and ONVIF alike.',
    'disk-trouble': 'Replace the disk; if it is full, switch overwriting on and look for locked recordings.',
    'firmware-old': 'Update it in planned work that is announced in time.',
    'model-changed':
      'If it was replaced, record it in the inventory; otherwise another device has its address.',
    'pin-mismatch':
      'Compare the key at the device itself, then correct tls_pin; if nobody changed it, look at the network first.',
    'ping-filtered':
      'Ask who changed a firewall or the device; let echo requests of the monitoring machine pass.',
    'retention-short': 'See its disks, bit rates and gaps in recording.',
    'retention-long': 'Set it to overwrite after so many days; export footage that is evidence to the case.',
    'serial-changed': 'Is there a work order? Then record the new number; if not, ask who was there.',
    'snmp-old-version': 'Make an SNMPv3 user, then switch v1 and v2c off.',
    'other-source-address': 'Let it answer from the address it is asked at, or correct the inventory.',
    'never-answered': 'Check power, cable, address, port and account before it is accepted.',
    'stream-changed': 'If nobody agreed to it, set the stream back as it was accepted.',
    'telnet-open': 'Switch Telnet off; where that is not possible, close it in the network.',
    'on-battery': 'See to the power at the site before the battery is empty.',
  },
  diskStates: { ok: 'fine', full: 'full', failed: 'failed', missing: 'missing', unknown: 'unknown' },
  toDo: 'What to do',
  whom: 'Tell',
  about:
    'What is wrong and is no outage. Each says what to do and whom to tell; it leaves the list by itself once it is looked for and not found any more.',
  aboutOwn: 'The list has your devices alone.',
  count: (count) => plural(count, 'finding', 'findings'),
  finding: 'Finding',
  since: 'Since',
  lastSeen: 'Last seen',
  goneSince: (time) => `gone at ${time}`,
  stands: 'stands',
  byCode: 'By finding',
};
