import { ProbeError } from '../probing/prober.ts';
import { DEVICE_NAMESPACE as namespace, type OnvifClient } from './onvif-client.ts';
import type { Quirks } from './quirks.ts';
import { type Endpoint, parseCapabilities, parseServices, type Services } from './services.ts';

/**
 * Asks where the services are: GetServices, and GetCapabilities of devices that are older than that or answer nothing
 * useful. @throws ProbeError
 */
export async function readServices(
  client: OnvifClient,
  asked: Endpoint,
  directory: Quirks['directory'],
): Promise<Services> {
  const services = directory === 'services' ? await askServices(client, asked) : undefined;
  if (services !== undefined && services.size > 0) return services;
  const content = '<Category>All</Category>';
  return parseCapabilities(
    await client.call({ name: 'GetCapabilities', namespace, content }),
    asked,
    client.note,
  );
}

async function askServices(client: OnvifClient, asked: Endpoint): Promise<Services | undefined> {
  const content = '<IncludeCapability>false</IncludeCapability>';
  try {
    return parseServices(await client.call({ name: 'GetServices', namespace, content }), asked, client.note);
  } catch (error) {
    // That the question is not known is told in any way, from a fault of its own to a page with status 400.
    if (error instanceof ProbeError && OLDER.has(error.reason)) return undefined;
    throw error;
  }
}

const OLDER: ReadonlySet<string> = new Set(['unsupported', 'device-error', 'malformed']);
