import type { IdentityRow } from '../../collector/diagnosis/compare-identity.ts';
import type { ConclusionCode, ConclusionValues } from '../../collector/diagnosis/conclusion.ts';
import type { Refusal } from '../../collector/links/measure-rate.ts';
import type { Disk, InterfaceSample, StreamSettings, Ups } from '../../core/domain/device-report.ts';
import type { Stage } from '../../core/domain/inventory.ts';
import type { Amounts } from '../print/amounts.ts';
import type { AdviceByReason } from './advice/advice.ts';

/** Everything that `camwatch probe` says beside the words of the pages. Numbers and times come in as text. */
export interface ProbeTexts {
  readonly advice: AdviceByReason;
  readonly conclusions: {
    readonly [Code in ConclusionCode]: (values: ConclusionValues[Code], amounts: Amounts) => string;
  };

  readonly stages: Readonly<Record<Stage, string>>;
  readonly notInventoried: string;
  readonly profile: (name: string) => string;
  readonly credentials: (reference: string) => string;
  readonly noCredentials: string;
  readonly loginMissing: { readonly reason: string; readonly means: string };
  readonly hangsOn: (device: string, port: string) => string;
  readonly channelOf: (channel: string, recorder: string) => string;
  readonly port: (port: string) => string;

  readonly notMeasured: string;
  readonly noCheck: (profile: string) => string;
  readonly by: (prober: string) => string;
  readonly waits: (duration: string) => string;
  readonly round: (number: string, total: string) => string;
  readonly sameAgain: string;
  readonly confirmed: (probes: string) => string;
  readonly measurements: Readonly<Record<string, string>>;

  readonly headings: Readonly<
    Record<'learnt' | 'interfaces' | 'around' | 'findings' | 'next' | 'makers', string>
  >;
  readonly fields: Readonly<Record<IdentityRow['field'] | FieldName, string>>;
  readonly asInventoried: string;
  readonly otherThanInventoried: (expected: string) => string;
  readonly atLeast: (expected: string) => string;
  readonly olderThan: (expected: string) => string;
  readonly notInInventory: string;
  readonly told: (by: string) => string;
  readonly right: string;
  readonly ahead: (duration: string) => string;
  readonly behind: (duration: string) => string;
  readonly networkTime: Readonly<Record<'ntp' | 'manual', (servers: string) => string>>;
  readonly selfSigned: string;
  readonly validTo: (time: string) => string;
  readonly diskStates: Readonly<Record<Disk['state'], string>>;
  /** Sensors by the names that camwatch itself gives them; the names of devices stay as they are. */
  readonly sensors: Readonly<Record<string, string>>;
  readonly free: (size: string) => string;
  readonly video: Readonly<Record<'present' | 'lost' | 'unknown', string>>;
  readonly recording: Readonly<Record<'on' | 'off' | 'unknown', string>>;
  readonly ago: (duration: string) => string;
  readonly delivering: string;
  readonly notDelivering: string;
  readonly upsSources: Readonly<Record<Ups['source'], string>>;
  readonly charge: (percent: string) => string;
  readonly runtime: (duration: string) => string;
  readonly load: (percent: string) => string;
  readonly framesPerSecond: (count: string) => string;
  readonly streamName: (stream: Pick<StreamSettings, 'id' | 'name'>) => string;

  readonly interfaceColumns: readonly [
    index: string,
    name: string,
    state: string,
    speed: string,
    incoming: string,
    outgoing: string,
    errors: string,
    carries: string,
  ];
  readonly interfaceStates: Readonly<Record<NonNullable<InterfaceSample['oper']> | 'switched-off', string>>;
  readonly noRate: Readonly<Record<Refusal, string>>;
  readonly pollTwice: string;

  readonly canariesGood: string;
  readonly way: string;
  readonly neighbours: string;
  readonly portOf: (device: string, port: string) => string;
  readonly answers: string;
  readonly silent: string;
  readonly notAsked: string;
  readonly ping: string;
  readonly seeFindings: string;
  readonly nothingNext: string;

  readonly walk: {
    readonly complete: (count: string) => string;
    readonly cut: (count: string) => string;
    readonly maker: (name: string, profile: string) => string;
    readonly noMaker: string;
    readonly notThere: string;
    readonly branch: (branch: string, objects: string) => string;
    readonly newMaker: string;
  };
}

export type FieldName =
  | 'uptime'
  | 'clock'
  | 'networkTime'
  | 'certificate'
  | 'tlsPin'
  | 'stream'
  | 'disk'
  | 'channel'
  | 'oldest'
  | 'poe'
  | 'ups'
  | 'sensors';
