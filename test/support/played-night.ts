import { expect } from 'vitest';
import { Settings } from '#config/settings/settings-schema.ts';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import type { Contract, Device, Inventory, Link } from '#core/domain/inventory.ts';
import { playScenario } from '#demo/scenarios/play-scenario.ts';
import type { PlayedMessage, PlayedNight } from '#demo/scenarios/played-night.ts';
import { readScenario } from '#demo/scenarios/read-scenario.ts';
import { type NightEvent, scriptNight } from '#demo/scenarios/script-night.ts';
import { clockOfHanoi, HANOI_ZONE, inHanoi, recipient, recipientsOf } from './alert-recipients.ts';
import { device, inventoryOf, link } from './inventory.ts';
import { smallCity } from './small-city.ts';
import { tempFolder } from './temp-ledger.ts';

const reach = (interval: string) => ({ reach: { prober: 'icmp', interval, confirm: 3, recheck: '5s' } });
const settingsOf = (askedEvery: string) =>
  Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: HANOI_ZONE, area_list: '2025-07-01' },
    collector: { id: 'main' },
    profiles: {
      camera: reach(askedEvery),
      switch: reach('30s'),
      router: { ...reach('15s'), service: { prober: 'snmp', interval: '30s', confirm: 3, recheck: '5s' } },
    },
  });

const contract = (id: string, contractor: string): Contract => ({
  id,
  name: id,
  contractor,
  fromMs: Date.UTC(2025, 0, 1),
  sample: false,
  terms: {},
});

/**
 * Ward 1: a fibre of carrier-a to a switch that `keeper` keeps working, with two cameras of the police and two of `dost`;
 * and a camera `alone` that hangs on nothing. Ward 2: six cameras of the police, and nothing is known of what they hang on.
 * Ward 3: a switch with two legs, of carrier-a and carrier-b, and two cameras of `dost` behind it. All lines begin at a
 * router in ward 4, at which the legs are measured.
 */
function threeWards(): Inventory {
  const { districts, areas, sites } = smallCity(4);
  const byId = <Member extends { readonly id: string }>(...all: readonly Member[]) =>
    new Map(all.map((one) => [one.id, one]));
  const party = { name: '', successors: [] };
  const devices = [
    device({ id: 'core', kind: 'router', site: 'site-4', profile: 'router' }),
    aSwitch('switch', 'site-1', [['link:fibre']]),
    ...['police-1', 'police-2'].map((id) => camera(id, 'site-1', 'police', [['device:switch']])),
    ...['dost-1', 'dost-2'].map((id) => camera(id, 'site-1', 'dost', [['device:switch']])),
    camera('alone', 'site-1', 'dost', []),
    ...[1, 2, 3, 4, 5, 6].map((number) => camera(`dark-${number}`, 'site-2', 'police', [])),
    aSwitch('twofold', 'site-3', [['link:leg-a'], ['link:leg-b']]),
    ...['far-1', 'far-2'].map((id) => camera(id, 'site-3', 'dost', [['device:twofold']])),
  ].map((one, index): Device => ({ ...one, address: `10.0.0.${index + 1}` }));
  const links = [
    line('fibre', 'device:switch', 'carrier-a'),
    // Two legs are not told apart by what is behind them.
    { ...line('leg-a', 'device:twofold', 'carrier-a'), interface: { device: 'core', name: 'a' } },
    { ...line('leg-b', 'device:twofold', 'carrier-b'), interface: { device: 'core', name: 'b' } },
  ];
  return {
    ...inventoryOf({ devices, links }),
    ...{ districts, areas, sites },
    agencies: byId({ id: 'police', ...party, kind: 'police' }, { id: 'dost', ...party, kind: 'department' }),
    contacts: byId({ id: 'an', name: 'An' }),
    contracts: byId(contract('upkeep', 'keeper'), contract('poles', 'pole-keeper')),
    contractors: byId(
      { id: 'keeper', ...party, kind: 'maintenance' },
      { id: 'pole-keeper', ...party, kind: 'maintenance' },
      { id: 'carrier-a', ...party, kind: 'carrier' },
      { id: 'carrier-b', ...party, kind: 'carrier' },
    ),
  };
}

const aSwitch = (id: string, site: string, upstreams: Device['upstreams']): Device =>
  device({ id, kind: 'switch', site, agency: 'police', contracts: ['upkeep'], upstreams, profile: 'switch' });
const camera = (id: string, site: string, agency: string, upstreams: Device['upstreams']): Device =>
  device({ id, site, agency, contracts: ['poles'], upstreams });
const line = (id: string, far: Link['far'], carrier: string): Link =>
  link({ id, near: 'device:core', far, carrier });

const english = (id: string, given: Partial<AlertRecipient> = {}): AlertRecipient =>
  recipient(id, { language: 'en', ...given });

/** Whoever must act, whoever misses cameras, and whoever runs the collector. */
const RECIPIENTS: readonly AlertRecipient[] = [
  english('police', { filter: { agencies: ['police'], kinds: ['camera'] } }),
  english('dost', { filter: { agencies: ['dost'], kinds: ['camera'] } }),
  english('carrier-a', { filter: { contractors: ['carrier-a'] } }),
  english('carrier-b', { filter: { contractors: ['carrier-b'] } }),
  english('keeper', { filter: { contractors: ['keeper'] } }),
  english('pole-keeper', { filter: { contractors: ['pole-keeper'] } }),
  english('noc', { filter: { kinds: ['collector'] } }),
];

export interface NightUnderTest {
  /** The next message to a recipient that no expectation has taken yet. */
  readonly expectMail: (recipient: string) => {
    /** So long after an instant at most. */
    readonly within: (
      atMs: number,
      lengthMs: number,
    ) => { readonly saying: (...parts: readonly (string | RegExp)[]) => void };
    /** By the clock of the night: `22:10`, and after midnight `00:10`. */
    readonly between: (
      from: string,
      to: string,
    ) => { readonly saying: (...parts: readonly (string | RegExp)[]) => void };
  };
  /** Nobody got anything that was not expected. */
  readonly expectNothingElse: () => void;
  readonly night: PlayedNight;
  /** What is on record as down, in the order of the record. */
  readonly fallen: readonly string[];
  /** When it was first on record that something is down. */
  readonly confirmedMs: (name: string) => number;
}

/**
 * Plays a night that begins on 26 November 2026 at 22:00, through the whole way: from rows of a ledger to what would have
 * been handed to a mail server. `steps` as in a scenario file.
 */
export async function playNight(
  steps: string,
  given: {
    readonly change?: (recipient: AlertRecipient) => AlertRecipient;
    /** How often cameras are asked: as often as switches, where nothing else is said. */
    readonly askedEvery?: string;
    readonly length?: string;
  } = {},
): Promise<NightUnderTest> {
  const { change = (one) => one, askedEvery = '30s', length = '10h' } = given;
  const inventory = threeWards();
  const recipients = recipientsOf(...RECIPIENTS.map(change));
  const alerts = { recipients, rosters: new Map(), reports: [] };
  const startMs = inHanoi('2026-11-26 22:00');
  const scenario = readScenario('night.yaml', `for: ${length}\nsteps:\n${steps}`, {
    inventory,
    timeZone: HANOI_ZONE,
    startMs,
  });
  const config = { inventory, settings: { ...settingsOf(askedEvery), alerts } };
  const night = await playScenario({ config, scenario, folder: tempFolder() });
  const left = [...night.messages];
  const clock = ({ atMs }: PlayedMessage) => clockOfHanoi(atMs).slice('2026-11-26 '.length);
  const inWords = (message: PlayedMessage) => `${clock(message)} ${message.recipient}: ${message.subject}`;

  const falls = scriptNight(scenario, config).filter(isFall);
  const nameOf = ({ change: { entity } }: Fall) => entity.replace(/^.*:/, '');
  const take = (to: string): PlayedMessage => {
    const index = left.findIndex((message) => message.recipient === to);
    const [message] = index < 0 ? [] : left.splice(index, 1);
    if (!message)
      throw new Error(`expected a mail to ${to}, got none of ${night.messages.map(inWords).join('\n')}`);
    return message;
  };
  const sayingOf =
    (message: PlayedMessage) =>
    (...parts: readonly (string | RegExp)[]) => {
      for (const part of parts) expect(message.subject).toMatch(part);
    };

  return {
    night,
    fallen: falls.map(nameOf),
    confirmedMs: (name) => {
      const fall = falls.find((one) => nameOf(one) === name);
      if (!fall) throw new Error(`expected ${name} to be down, got ${falls.map(nameOf).join(', ')}`);
      return fall.atMs;
    },
    expectMail: (to) => ({
      within: (atMs, lengthMs) => {
        const message = take(to);
        const afterMs = message.atMs - atMs;
        const isWithin = 0 <= afterMs && afterMs <= lengthMs;
        expect(isWithin, `expected at most ${lengthMs} ms later, got ${afterMs}: ${inWords(message)}`).toBe(
          true,
        );
        return { saying: sayingOf(message) };
      },
      between: (from, until) => {
        const message = take(to);
        const at = clock(message);
        const isWithin = from <= until ? from <= at && at <= until : at >= from || at <= until;
        expect(isWithin, `expected a mail between ${from} and ${until}, got ${inWords(message)}`).toBe(true);
        return { saying: sayingOf(message) };
      },
    }),
    expectNothingElse: () => expect(left.map(inWords)).toEqual([]),
  };
}

type Fall = Extract<NightEvent, { readonly what: 'change' }>;
const isFall = (event: NightEvent): event is Fall => event.what === 'change' && event.change.state === 'down';
