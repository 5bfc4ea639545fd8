import { createHash } from 'node:crypto';
import type { DeviceState } from '../device/device-state.ts';
import { scopesOf } from './device-operations.ts';
import { escapeXml } from './soap.ts';

/** Answers a Probe of WS-Discovery (ONVIF Core §7); `undefined` for anything else, and for other types of device. */
export function answerProbe(text: string, state: DeviceState): string | undefined {
  const { onvif } = state.device.endpoints;
  if (onvif === undefined || !/<(?:[\w-]+:)?Probe[\s/>]/.test(text)) return undefined;
  const [, wanted = ''] = /<(?:[\w-]+:)?Types[^>]*>([^<]*)</.exec(text) ?? [];
  if (wanted.trim() !== '' && !/NetworkVideoTransmitter|Device/.test(wanted)) return undefined;
  const [, messageId = ''] = /<(?:[\w-]+:)?MessageID[^>]*>([^<]*)</.exec(text) ?? [];
  const address = `http://${onvif.address}:${onvif.port}/onvif/device_service`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header><a:MessageID>${uuidOf(`${messageId} ${state.device.id}`)}</a:MessageID><a:RelatesTo>${escapeXml(messageId.trim())}</a:RelatesTo><a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>${uuidOf(state.device.id)}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${escapeXml(scopesOf(state).join(' '))}</d:Scopes><d:XAddrs>${address}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`;
}

/** The same for the same text: a device keeps its own through restarts. */
function uuidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
