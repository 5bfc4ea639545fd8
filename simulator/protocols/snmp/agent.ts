import type { DeviceState } from '../device/device-state.ts';
import { answerPdu } from './answer-pdu.ts';
import { createBerReader, encodeInteger, encodeOctets, encodeTlv, TAG } from './mib/ber.ts';
import { engineObjects } from './mib/engine.ts';
import { entityObjects } from './mib/entity.ts';
import { interfaceObjects } from './mib/interfaces.ts';
import { makerObjects } from './mib/maker-objects.ts';
import { buildMib, type Mib, type OidPool } from './mib/mib.ts';
import { powerEthernetObjects } from './mib/power-ethernet.ts';
import { storageObjects } from './mib/storage.ts';
import { systemObjects } from './mib/system.ts';
import { upsObjects } from './mib/ups.ts';
import { communityOverhead, decodePdu } from './pdu.ts';
import type { PasswordDigests } from './usm.ts';
import { createV3Agent } from './v3-agent.ts';

/** What the agents of a thread share. */
export interface AgentPool {
  readonly oids: OidPool;
  readonly digests: PasswordDigests;
}

/** Turns a datagram into its answer; `undefined` where there is none, as for a wrong community. */
export type Agent = (datagram: Buffer) => Buffer | undefined;

/** What an Ethernet frame carries less the headers of IP and UDP. */
const MTU_PAYLOAD_BYTES = 1_472;

export function createAgent(state: DeviceState, { oids, digests }: AgentPool): Agent {
  const maxReplyBytes = state.device.snmp?.maxReplyBytes ?? MTU_PAYLOAD_BYTES;
  let built: Mib | undefined;
  const mib = () => {
    built ??= buildMib([...objectsOf(state), ...engineObjects(state, maxReplyBytes)], oids);
    return built;
  };
  const answerV3 = createV3Agent({ state, mib, maxReplyBytes, digests });
  const answerCommunity = (datagram: Buffer, version: 0 | 1) => {
    const message = createBerReader(datagram).enter();
    message.integer();
    const community = message.next(TAG.octets).toString('utf8');
    const access = state.access().snmp;
    // An agent has no way to say that a community is wrong: it keeps silent.
    if (access === undefined || access.version === '3' || access.community !== community) return undefined;
    // Whoever allows v2c mostly allows v1 as well; an agent that is set to v1 knows nothing else.
    if (access.version === '1' && version !== 0) return undefined;
    const answer = answerPdu(decodePdu(message), {
      mib: mib(),
      version: version === 0 ? 1 : 2,
      atMs: state.nowMs(),
      mostOctets: maxReplyBytes - communityOverhead(community),
    });
    return answer && encodeTlv(TAG.sequence, encodeInteger(version), encodeOctets(community), answer);
  };
  return (datagram) => {
    try {
      const version = createBerReader(datagram).enter().integer();
      if (version === 3) return answerV3(datagram);
      return version === 0 || version === 1 ? answerCommunity(datagram, version) : undefined;
    } catch (error) {
      // What cannot be read is counted by real agents, and not answered.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
}

export function objectsOf(state: DeviceState) {
  return [
    ...systemObjects(state),
    ...interfaceObjects(state),
    ...storageObjects(state),
    ...upsObjects(state),
    ...entityObjects(state),
    ...powerEthernetObjects(state),
    ...makerObjects(state),
  ];
}
