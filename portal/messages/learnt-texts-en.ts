import type { LearntTexts } from './learnt-texts.ts';
import { plural } from './plural.ts';

export const learntTextsEn: LearntTexts = {
  heading: 'What the device says of itself',
  nothing: 'The device has said nothing of itself yet.',
  asOf: (time) => `as of ${time}`,
  maker: 'Maker',
  model: 'Model',
  serial: 'Serial number',
  firmware: 'Firmware',
  name: 'Name in the device',
  networkTime: 'Time set by',
  byNtp: (servers) => `NTP, ${plural(servers, 'server', 'servers')}`,
  byHand: 'hand',
  certificate: 'TLS certificate',
  validTo: (date) => `valid to ${date}`,
  selfSigned: 'self-signed',
  oldestRecording: 'Oldest recording',
  ago: (duration) => `${duration} ago`,

  streams: 'Streams',
  stream: 'Stream',
  codec: 'Codec',
  picture: 'Picture',
  rate: 'Rate set',
  perSecond: (frames) => `${frames} fps`,

  disks: 'Disks',
  disk: 'Disk',
  size: 'Size',
  free: 'Free',

  channels: 'Channels',
  channel: 'Channel',
  camera: 'Camera',
  channelCount: (lost, total) => `${lost} of ${plural(total, 'channel', 'channels')} without a picture`,

  ports: 'Ports',
  port: 'Port',
  attached: 'Attached',

  evidence: {
    heading: 'Evidence',
    port: (name) => `port ${name}`,
    portWitness: 'its port at the switch',
    portUp: 'still has a link',
    portDown: 'has no link',
    portOther: (state) => `says “${state}”`,
    rate: (rate) => `receives ${rate} from it`,
    noRate: 'receives nothing from it',
    powerOn: (watts) => `still gives PoE power${watts && ` (${watts} W)`}`,
    powerOff: 'gives no PoE power',
    channel: {
      present: 'the recorder still has a picture of this channel',
      lost: 'the recorder has lost the picture too',
      unknown: 'the recorder does not know whether there is a picture',
    },
    probes: (count) => `${plural(count, 'probe', 'probes')} in a row`,
    inferred: (silent) => `none of the ${plural(silent, 'device', 'devices')} behind it answers`,
  },
};
