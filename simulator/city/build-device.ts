import type { Area, Device, DeviceKind, Site, Upstreams } from '../../core/domain/inventory.ts';
import { addressIn } from './address-plan.ts';
import { type CityBuilder, findFact } from './city-builder.ts';
import type { Project } from './lifecycle.ts';
import type { Tenure } from './owners.ts';
import type { Model } from './recipe.ts';

/** What all devices of a cluster have in common. */
export interface Ground {
  readonly area: Area;
  readonly block: number;
  readonly project: Project;
  readonly tenures: readonly Tenure[];
  readonly contract: string | undefined;
  readonly recorderContract: string | undefined;
  readonly programme: string | undefined;
  readonly controllerProgramme: string | undefined;
  readonly funding: string;
}

export interface DeviceWish {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly site: Site;
  readonly model: Model;
  readonly profile: string;
  readonly upstreams: Upstreams;
  /** Number of its address within the block; absent where it has none. */
  readonly host?: number;
  /** The switch or router it hangs on by a port of its own. */
  readonly attach?: string;
  readonly more?: Partial<
    Pick<Device, 'port' | 'cameraClass' | 'directionDegrees' | 'channelOf' | 'certificate' | 'securityLevel'>
  >;
}

/** By profile: routers take SNMPv3, what is older hangs behind a community. Nobody gave us a household's router's. */
const CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['camera-fixed', 'credential:camera'],
  ['camera-ptz', 'credential:camera'],
  ['camera-forwarded', 'credential:camera-donated'],
  ['recorder', 'credential:recorder'],
  ['recorder-snmp', 'credential:recorder'],
  ['switch', 'credential:snmp'],
  ['ups', 'credential:snmp'],
  ['router', 'credential:snmp-v3'],
]);

export function buildDevice(wish: DeviceWish, ground: Ground, builder: CityBuilder): Device {
  const { kind, site, model, host } = wish;
  const contract = contractOf(kind, ground);
  const contractor = contract && findFact(builder.facts.contracts, contract, 'a contract').contractor;
  const programme = kind === 'controller' ? ground.controllerProgramme : ground.programme;
  const agency = ground.tenures.at(-1)?.agency;
  if (agency) findFact(builder.facts.agencies, agency, 'an agency');
  if (programme) findFact(builder.facts.programmes, programme, 'a programme');
  const credentials = CREDENTIALS.get(wish.profile);
  const hang = wish.attach && attach(wish.attach, builder);
  return {
    id: wish.id,
    name: wish.name,
    kind,
    site: site.id,
    maker: model.maker,
    model: model.model,
    serial: builder.nextSerial(model.maker.slice(0, 2).toUpperCase()),
    ...(agency && { agency }),
    ...(contractor && { contractor }),
    ...(programme && ground.project.isNew && { programme }),
    contracts: contract ? [contract] : [],
    funding: ground.funding,
    lifecycle: ground.project.lifecycle,
    upstreams: wish.upstreams,
    profile: wish.profile,
    ...(host !== undefined && { address: addressIn(ground.block, host, builder.addressing) }),
    interfaces: portNames(model),
    ...(credentials && { credentials }),
    ...(model.min_firmware !== undefined && { minFirmware: model.min_firmware }),
    ...(hang && { attachedTo: hang }),
    ...wish.more,
  };
}

/** Where the ports are all taken, a further switch must be there that nobody noted. */
function attach(carrier: string, { nextPort }: CityBuilder): Device['attachedTo'] {
  const port = nextPort([carrier]);
  return port?.name === undefined ? undefined : { device: port.device, name: port.name };
}

function contractOf(kind: DeviceKind, { contract, recorderContract }: Ground): string | undefined {
  return kind === 'nvr' || kind === 'server' || kind === 'ups' ? recorderContract : contract;
}

export function portNames({ ports }: Model): readonly string[] {
  if (!ports) return [];
  return Array.from(
    { length: ports.to - ports.from + 1 },
    (_, index) => `${ports.prefix}${ports.from + index}`,
  );
}
