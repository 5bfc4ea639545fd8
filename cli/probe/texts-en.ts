import { adviceEn } from './advice/en/all.ts';
import type { ProbeTexts } from './texts.ts';

export const textsEn: ProbeTexts = {
  advice: adviceEn,
  conclusions: {
    'all-up': ({ checks, findings }) =>
      `${checks === 1 ? 'It is well' : `All ${checks} checks are well`}: ${
        findings === 0 ? 'nothing to do here.' : 'what remains are the findings above.'
      }`,
    'not-watched': ({ stage }) =>
      `The inventory says that it is not in service (${stage || 'no date yet'}): the collector does not ask it.`,
    'credentials-missing': ({ problem }) =>
      `Its credentials cannot be fetched, so what needs them was not asked: ${problem}. See docs/credentials.md.`,
    blind: ({ detail }) =>
      `This machine cannot see its own canaries (${detail}): look at its network first; nothing here says anything of the device.`,
    'way-down': ({ device, address, link, carrier }) =>
      `Go to ${device}${address && ` (${address})`} first: it is in front of this device and silent too.${
        link &&
        ` The line there is ${link}${carrier && ` (${carrier})`}: ask its carrier, or see whether its far end has power.`
      }`,
    'way-fine': ({ device }) =>
      `The way up to ${device} answers: the fault lies behind it, at this device, its cable, its power or its port.`,
    'site-dark': ({ asked }) =>
      `None of the ${asked} devices asked beside it answers: power or line of the site, rather than this device.`,
    'neighbours-answer': ({ answered, asked }) =>
      `${answered} of ${asked} devices asked beside it answer: line and site are fine, it is this device, its cable or its port.`,
    'port-off': ({ device, name }) =>
      `Port ${name} of ${device} is switched off there, by somebody: switch it on, or ask who did it and why.`,
    'port-down': ({ device, name }) =>
      `Port ${name} of ${device} has no link: the device has no power, or the cable between them is out.`,
    'port-idle': ({ device, name }) =>
      `Port ${name} of ${device} has a link and nothing comes from the device: it hangs, or has lost its address. Restart it (its PoE port off and on).`,
    'port-traffic': ({ device, name, bitsPerSecond }, amounts) =>
      `${amounts.bitRate(bitsPerSecond)} come from the device at port ${name} of ${device}: it lives and sends. It has another address, or a filter stands between it and this machine.`,
    'port-unknown': ({ device, name, failure }) =>
      `What port ${name} of ${device} knows could not be asked: ${failure}.`,
    'poe-off': ({ device, name }) =>
      `Port ${name} of ${device} gives no power: with PoE the device is dark. Switch power on there, or see what draws too much.`,
    'all-refused': () =>
      'A machine is there and refuses everything: it may still be starting, be reset to factory settings, or be another one that has this address. Compare its hardware address at the router with the label.',
    'ping-refused': ({ by }) =>
      `It does not answer pings, and a connection by ${by} is refused at once: something at this address lives, this device or another.`,
    'ping-filtered': ({ by }) =>
      `It answers by ${by} and not to pings: it lives, pings are filtered. Let them through, or measure its reach by tcp.`,
    'ping-answers': ({ by }) =>
      `A ping is answered and ${by} is not: the way and the device are fine, the service, a filter or the access is not.`,
    'ping-silent': () =>
      'It does not answer a ping either: power, cable and way first, the services afterwards.',
    'channel-present': ({ recorder, channel }) =>
      `Recorder ${recorder} gets a picture on channel ${channel}: the camera lives.`,
    'channel-lost': ({ recorder, channel }) => `Recorder ${recorder} gets no picture on channel ${channel}.`,
    'channel-unknown': ({ recorder, channel, failure }) =>
      `What recorder ${recorder} knows of channel ${channel} could not be asked: ${failure}.`,
    'details-refused': ({ by }) =>
      `By ${by} it answers, and refuses our login for the details: identity, streams and recordings are not read.`,
    'no-credentials': ({ by }) =>
      `By ${by} it wants a login and none is given: name one in devices.csv (\`credentials\`) or with --credentials. See docs/credentials.md.`,
    'no-access': ({ by }) =>
      `By ${by} it answers and does not let us look: that is no outage. The collector asks less and less often then, since accounts lock.`,
  },

  stages: {
    requested: 'requested',
    approved: 'approved',
    installed: 'installed',
    accepted: 'accepted',
    'in-service': 'in service',
    paused: 'paused',
    resumed: 'resumed',
    retired: 'retired',
  },
  notInventoried: 'not in an inventory',
  profile: (name) => `profile ${name}`,
  credentials: (reference) => `credentials ${reference}`,
  noCredentials: 'no credentials',
  loginMissing: {
    reason: 'login wanted',
    means:
      'The device answers and wants a login, and none was sent. It is no outage: the state is unknown (no access).',
  },
  hangsOn: (device, port) => `hangs on ${device} port ${port}`,
  channelOf: (channel, recorder) => `channel ${channel} of ${recorder}`,
  port: (port) => `port ${port}`,

  notMeasured: 'not measured',
  noCheck: (profile) => `profile ${profile} has no check of it`,
  by: (prober) => `by ${prober}`,
  waits: (duration) => `waits up to ${duration}`,
  round: (number, total) => `round ${number} of ${total}`,
  sameAgain: 'the same',
  confirmed: (probes) => `a collector says so after ${probes} in a row`,
  measurements: {
    rttAvgMs: 'round trip',
    rttMinMs: 'shortest',
    rttMaxMs: 'longest',
    jitterMs: 'jitter',
    lossRatio: 'lost',
    connectMs: 'connected in',
    responseMs: 'answered in',
    describeMs: 'described in',
    firstPacketMs: 'first packet after',
    packetsPerSecond: 'packets a second',
    bitsPerSecond: 'flow',
    rtpLossRatio: 'packets lost',
    clockOffsetMs: 'clock off by',
    disks: 'disks',
    disksFailed: 'of them failed',
    channels: 'channels',
    channelsLost: 'of them lost',
    freeRatio: 'free',
    oldestAgeMs: 'oldest recording',
  },

  headings: {
    learnt: 'What it says of itself',
    interfaces: 'Interfaces',
    around: 'Around it',
    findings: 'Findings',
    next: 'What to check next',
    makers: 'Maker profile',
  },
  fields: {
    maker: 'maker',
    model: 'model',
    serial: 'serial',
    firmware: 'firmware',
    name: 'name',
    description: 'description',
    location: 'location',
    uptime: 'running for',
    clock: 'clock',
    networkTime: 'time server',
    certificate: 'certificate',
    tlsPin: 'key (tls_pin)',
    stream: 'stream',
    disk: 'disk',
    channel: 'channel',
    oldest: 'oldest recording',
    poe: 'power (PoE)',
    ups: 'power (UPS)',
    sensors: 'sensors',
  },
  asInventoried: 'as in the inventory',
  otherThanInventoried: (expected) => `the inventory says ${expected}`,
  atLeast: (expected) => `at least ${expected} is wanted`,
  olderThan: (expected) => `older than the ${expected} that is wanted`,
  notInInventory: 'the inventory does not say',
  told: (by) => `(${by})`,
  right: 'right, to the second',
  ahead: (duration) => `${duration} ahead of this machine`,
  behind: (duration) => `${duration} behind this machine`,
  networkTime: {
    ntp: (servers) => `NTP ${servers || 'without a server'}`,
    manual: () => 'set by hand',
  },
  selfSigned: 'self-signed',
  validTo: (time) => `valid to ${time}`,
  diskStates: { ok: 'ok', full: 'full', failed: 'failed', missing: 'missing', unknown: 'state unknown' },
  sensors: {},
  free: (size) => `${size} free`,
  video: { present: 'picture', lost: 'no picture', unknown: 'picture unknown' },
  recording: { on: 'recording', off: 'not recording', unknown: 'recording unknown' },
  ago: (duration) => `${duration} ago`,
  delivering: 'gives power',
  notDelivering: 'gives no power',
  upsSources: {
    mains: 'on mains',
    battery: 'on battery',
    bypass: 'on bypass',
    none: 'without a source',
    other: 'another source',
  },
  charge: (percent) => `charged ${percent}`,
  runtime: (duration) => `lasts ${duration}`,
  load: (percent) => `load ${percent}`,
  framesPerSecond: (count) => `${count} frames/s`,
  streamName: ({ id, name }) => (name === undefined || name === id ? id : `${id} (${name})`),

  interfaceColumns: ['#', 'name', 'state', 'speed', 'in', 'out', 'errors in/out', 'carries'],
  interfaceStates: {
    up: 'up',
    down: 'down',
    testing: 'testing',
    unknown: 'unknown',
    dormant: 'dormant',
    'not-present': 'not present',
    'lower-layer-down': 'lower layer down',
    'switched-off': 'switched off',
  },
  noRate: {
    reordered: 'no rate: polls out of order',
    reset: 'no rate: counters began anew',
    width: 'no rate: counters changed',
    wrap: 'no rate: 32 bits wrap too soon',
    implausible: 'no rate: more than the speed',
  },
  pollTwice: 'Rates need two polls: --times 2 --every 5s.',

  canariesGood: 'the canaries of this machine answer',
  way: 'way',
  neighbours: 'beside it',
  portOf: (device, port) => `port ${port} of ${device}`,
  answers: 'answers',
  silent: 'silent',
  notAsked: 'not asked',
  ping: 'ping',
  seeFindings: 'What each means and what to do: docs/findings.md.',
  nothingNext: 'Nothing.',

  walk: {
    complete: (count) => `${count} objects, and that is all.`,
    cut: (count) => `${count} objects; the device has more (--max-rows).`,
    maker: (name, profile) => `${name} (profile ${profile}) reads:`,
    noMaker: 'None fits: it is asked for what the standard MIBs have.',
    notThere: 'not there',
    branch: (branch, objects) => `${objects} objects beneath ${branch}`,
    newMaker: 'How to describe a new maker: docs/makers.md.',
  },
};
