/** Texts about what devices say of themselves, what bears witness of them, and what hangs on them. */
export interface LearntTexts {
  readonly heading: string;
  readonly nothing: string;
  readonly asOf: (time: string) => string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly name: string;
  readonly networkTime: string;
  readonly byNtp: (servers: string) => string;
  readonly byHand: string;
  readonly certificate: string;
  readonly validTo: (date: string) => string;
  readonly selfSigned: string;
  readonly oldestRecording: string;
  readonly ago: (duration: string) => string;

  readonly streams: string;
  readonly stream: string;
  readonly codec: string;
  readonly picture: string;
  readonly rate: string;
  readonly perSecond: (frames: string) => string;

  readonly disks: string;
  readonly disk: string;
  readonly size: string;
  readonly free: string;

  readonly channels: string;
  readonly channel: string;
  readonly camera: string;
  readonly channelCount: (lost: string, total: string) => string;

  readonly ports: string;
  readonly port: string;
  readonly attached: string;

  /** By the name of the measurement less its unit; what has no word here keeps that name. */
  readonly measurements: Readonly<Record<string, string>>;

  readonly evidence: {
    readonly heading: string;
    readonly port: (name: string) => string;
    readonly portWitness: string;
    readonly portOther: (state: string) => string;
    readonly during: SeenTexts;
    /** What was seen before the outage: it says nothing of it. */
    readonly before: SeenTexts;
    readonly seenAt: (time: string, isBeforeOutage: boolean) => string;
    /** `check` is empty where it is not known which answered. */
    readonly pingFiltered: (check: string, time: string) => string;
    readonly probes: (count: string) => string;
    readonly inferred: (silent: string) => string;
  };
}

interface SeenTexts {
  readonly portUp: string;
  readonly portDown: string;
  readonly rate: (rate: string) => string;
  readonly noRate: string;
  readonly powerOn: (watts: string) => string;
  readonly powerOff: string;
  readonly channel: Readonly<Record<'present' | 'lost' | 'unknown', string>>;
}
