import { cleanText } from '../../core/text/device-text.ts';
import type { SocketPlace } from '../http/open-socket.ts';
import { type Target, tlsPinsOf } from '../probing/prober.ts';
import { child, children, textAt, type Xml } from './xml.ts';

/** Where a service is asked: always a place at the address that the device has in the inventory. */
export interface Endpoint extends SocketPlace {
  readonly path: string;
  /** Other ports of the address lead to other devices. */
  readonly isPortFixed?: true;
}

const DEFAULT_PATH = '/onvif/device_service';
const DEFAULT_PORTS = { plain: 80, tls: 443 } as const;

/** Where the device service of a target is asked: at the path of its check, else of its maker, else of everybody. */
export function endpointOf(
  { address, port, isPortFixed, connectWithinMs, question }: Target,
  makersPath = DEFAULT_PATH,
): Endpoint {
  const { transport = 'plain', path = makersPath } = question?.check ?? {};
  return {
    address,
    port: port ?? DEFAULT_PORTS[transport],
    transport,
    path,
    ...(isPortFixed && { isPortFixed }),
    ...(connectWithinMs !== undefined && { connectWithinMs }),
    ...tlsPinsOf(question),
  };
}

type ServiceName = 'device' | 'media' | 'media2' | 'recording' | 'search';
export type Services = ReadonlyMap<ServiceName, Endpoint>;

/** Ends of the namespaces of the services that we ask; their beginnings vary. */
const NAMESPACES: readonly (readonly [RegExp, ServiceName])[] = [
  [/ver10\/device\/wsdl/, 'device'],
  [/ver10\/media\/wsdl/, 'media'],
  [/ver20\/media\/wsdl/, 'media2'],
  [/\/recording\/wsdl/, 'recording'],
  [/\/search\/wsdl/, 'search'],
];

/** Is told of addresses that are not believed. */
type Note = (text: string) => void;

/** Reads a GetServicesResponse. */
export function parseServices(response: Xml, asked: Endpoint, note?: Note): Services {
  const found = children(response, 'Service').flatMap((service): [ServiceName, string][] => {
    const namespace = textAt(service, 'Namespace')?.toLowerCase() ?? '';
    const [, name] = NAMESPACES.find(([pattern]) => pattern.test(namespace)) ?? [];
    const address = textAt(service, 'XAddr');
    return name && address !== undefined ? [[name, address]] : [];
  });
  return place(found, asked, note);
}

/** Reads a GetCapabilitiesResponse, as devices from before GetServices have it: they know no Media 2. */
export function parseCapabilities(response: Xml, asked: Endpoint, note?: Note): Services {
  const capabilities = child(response, 'Capabilities');
  const extension = child(capabilities, 'Extension');
  const addresses: readonly [ServiceName, string | undefined][] = [
    ['device', textAt(capabilities, 'Device', 'XAddr')],
    ['media', textAt(capabilities, 'Media', 'XAddr')],
    ['recording', textAt(extension, 'Recording', 'XAddr')],
    ['search', textAt(extension, 'Search', 'XAddr')],
  ];
  return place(
    addresses.flatMap(([name, address]): [ServiceName, string][] =>
      address === undefined ? [] : [[name, address]],
    ),
    asked,
    note,
  );
}

/**
 * The host of a service address is never believed: behind NAT it is of no use, and a hostile device could send our signed
 * questions to another. Nor is its scheme. Its port is, where the device's own service has the port that we asked: where
 * it has another, a router translates, and only the port that we asked leads to this device. So it is where others share
 * the address: a device must not have its neighbour answer for it. Its path is, where it is one of a service: HTTP digest
 * signs a path, so that another one is a login for what we never meant to ask, at any device with the same password.
 */
function place(found: readonly (readonly [ServiceName, string])[], asked: Endpoint, note?: Note): Services {
  const own = found.find(([name]) => name === 'device');
  const isTranslated = asked.isPortFixed || own === undefined || partsOf(own[1])?.port !== asked.port;
  return new Map(
    found.flatMap(([name, address]): [ServiceName, Endpoint][] => {
      const parts = partsOf(address);
      if (parts === undefined) return [];
      if (!isServicePath(parts.path, asked.path)) {
        note?.(`${name} is asked at ${asked.path}: ${cleanText(parts.path)} is no path of an ONVIF service`);
        return [[name, asked]];
      }
      const keepsPort = !isTranslated && parts.transport === asked.transport;
      return [[name, { ...asked, path: parts.path, port: keepsPort ? parts.port : asked.port }]];
    }),
  );
}

/** Makers have them below `/onvif`; those that do not, beside the one that the check or the maker's profile names. */
const SERVICE_PATH = /^\/onvif(?:\/[\w.-]+)*\/?$/i;
const SEGMENT = /^[\w.-]+$/;

function isServicePath(path: string, asked: string): boolean {
  const folder = asked.slice(0, asked.lastIndexOf('/') + 1);
  const isBeside = folder !== '/' && path.startsWith(folder) && SEGMENT.test(path.slice(folder.length));
  return path === asked || SERVICE_PATH.test(path) || isBeside;
}

function partsOf(address: string): Omit<Endpoint, 'address'> | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const transport = url.protocol === 'https:' ? 'tls' : 'plain';
  const usual = transport === 'tls' ? 443 : 80;
  return { transport, port: url.port === '' ? usual : Number(url.port), path: url.pathname + url.search };
}
