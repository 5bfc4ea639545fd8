import { userInfo } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import type { IncidentLists } from '../../ledger/record/incidents/incident-reads.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { createLogger } from '../../server/logger.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { createVirtualDevices } from '../../simulator/protocols/create-virtual-devices.ts';
import type { VirtualDevice } from '../../simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '../../simulator/protocols/device/virtual-devices.ts';
import { buildVirtualCity } from '../../simulator/virtual-city/build-virtual-city.ts';
import { type BandwidthWatch, watchBandwidth } from './measuring/watch-bandwidth.ts';
import { type PlayedCity, playCityScript } from './play-city-script.ts';
import { chooseMeans, type Means } from './setting/choose-means.ts';
import { choosePort } from './setting/choose-port.ts';
import type { DemoFolder } from './setting/claim-folder.ts';
import { createMaker } from './setting/create-maker.ts';
import { DEMO_PORTS } from './setting/demo-checks.ts';
import type { DemoOptions } from './setting/demo-options.ts';
import { spareAddressOf } from './setting/demo-settings.ts';
import { addDemoUsers, type DemoUser } from './setting/demo-users.ts';
import { type DemoInflux, startDemoInflux } from './setting/influx-for-demo.ts';
import { writeDemoCity } from './setting/write-demo-city.ts';
import { untilAtRest } from './until-at-rest.ts';

/** A demo under way: a city that is watched, and a script that breaks parts of it. */
export interface RunningDemo extends PlayedCity {
  readonly options: DemoOptions;
  readonly folder: DemoFolder;
  readonly means: Means;
  readonly city: RunningServer;
  /** The devices that speak protocols, as planned and as they run. */
  readonly plan: readonly VirtualDevice[];
  readonly devices: VirtualDevices;
  readonly bandwidth: BandwidthWatch;
  /** Reads the ledger while it is written. */
  readonly reader: LedgerReader;
  readonly incidents: IncidentLists;
  readonly influx: DemoInflux | undefined;
  readonly startMs: number;
  readonly logPath: string;
  /** Who may enter, one of each role. */
  readonly users: readonly DemoUser[];
}

export interface StartDemoOptions {
  readonly options: DemoOptions;
  readonly folder: DemoFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly onProgress: (step: string, doneCount: number, totalCount: number) => void;
}

const USUAL_PORT = 8_480;

/** Starts everything. What was started is handed to `closing` at once, so that a failure half-way leaves nothing behind. */
export async function startDemo(
  { options, folder, env, stop, onProgress }: StartDemoOptions,
  closing: AsyncDisposableStack,
): Promise<RunningDemo> {
  const { dir, block } = folder;
  const searchPath = env.PATH ?? '';
  const means = await chooseMeans(searchPath, spareAddressOf(block), stop);
  const influx = options.influx === 'off' ? undefined : await startDemoInflux(dir, searchPath);
  if (influx) closing.defer(influx.stop);

  const cityDir = join(dir, 'city');
  const { accessOf } = await writeDemoCity({
    ...options,
    dir: cityDir,
    secretsDir: join(dir, 'secrets'),
    block,
    icmp: means.icmp,
    port: options.port ?? (await choosePort(USUAL_PORT)),
    influxUrl: influx?.url,
    onProgress: (doneCount, totalCount) => onProgress('city', doneCount, totalCount),
  });
  const config = await loadConfig(cityDir);
  stop.throwIfAborted();

  const plan = buildVirtualCity({
    network: config.inventory,
    nowMs: Date.now(),
    ports: DEMO_PORTS,
    accessOf,
  });
  const devices = await createVirtualDevices(plan);
  closing.defer(devices.close);
  const maker = await createMaker(config, plan, means, block);
  closing.defer(maker.close);
  const bandwidth = watchBandwidth(config.inventory, plan, devices);
  closing.defer(bandwidth.close);
  const logPath = join(dir, 'camwatch.log');
  const logger = createLogger('info', logPath);
  logger.info({ means }, 'faults are made');
  const city = await startServer({
    dir: cityDir,
    env,
    logger,
    author: userInfo().username,
    notice: 'demo',
    onProgress,
    onTraffic: bandwidth.onTraffic,
  });
  closing.defer(city.close);
  const users = await addDemoUsers(config, userInfo().username);
  const store = recordStore(city.ledgerPath);
  const reader = closing.use(store.openReader());
  const incidents = closing.use(store.openIncidents());

  await untilAtRest(stop, (doneCount, totalCount) => onProgress('settling', doneCount, totalCount));
  const startMs = Date.now();
  bandwidth.begin();
  const script = playCityScript(
    { config, plan, means, maker, devices },
    options,
    startMs,
    join(dir, 'truth.jsonl'),
  );
  closing.defer(() => script.stopScript().catch(() => undefined));
  return {
    ...{ options, folder, means, city, plan, devices, bandwidth, reader, incidents, influx },
    ...{ ...script, startMs, logPath, users },
  };
}
