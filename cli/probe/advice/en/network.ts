import type { AdviceByReason } from '../advice.ts';

export const network: AdviceByReason<'dns' | 'refused' | 'unreachable' | 'reset' | 'timeout' | 'loss'> = {
  dns: {
    means: 'The address is a name, and no name server knows it.',
    check: [
      'On this machine: `getent hosts NAME`. Other names resolve? Then the name is wrong or was removed.',
      'Write the numeric address into devices.csv: cameras rarely need a name.',
    ],
  },
  refused: {
    means: 'A machine is there and answers at once that nobody listens at this port.',
    check: [
      'Is the port right: `port` in devices.csv, or of the check in the profile?',
      'Behind a forwarded address the router refuses: is the forwarding still set, and to this device?',
      'The service is off, or hangs after an update: restart it from the page of the device.',
    ],
    by: {
      snmp: {
        check: [
          'Switch SNMP on at the device: most cameras and recorders are delivered with it off.',
          'Is the port right (161 unless the agent was moved)?',
        ],
      },
      onvif: {
        check: [
          'Switch ONVIF on at the device: many makers deliver it off and want a user of its own for it.',
          'Is the port right? Besides 80 makers use 8000, 8080, 8899 and 2020.',
          'Behind a forwarded address: is the forwarding still set, and to this device?',
        ],
      },
      rtsp: {
        check: [
          'Is the port right? Besides 554 makers use 8554 and 10554; behind a forwarded address it is whatever was agreed.',
          'RTSP may be switched off at the device.',
        ],
      },
    },
  },
  unreachable: {
    means: 'A router on the way, or this machine itself, says that no way leads to the address.',
    check: [
      'In the same subnet it means that nobody answers ARP: no power, no cable, or another address.',
      'Behind routers: `ip route get ADDRESS` here, then `traceroute ADDRESS`: the last hop that answers knows no way on.',
      'A firewall that rejects looks the same: ask for the rule.',
    ],
  },
  reset: {
    means: 'The connection was accepted and then cut off.',
    check: [
      'Ask again: once is chance. Always after the same step (see the trace) it is the device or a firewall that looks inside.',
      'Too many sessions at once make some devices hang up: who else is connected?',
    ],
    by: {
      icmp: { check: ['Where reach is measured by a TCP connect: does the port belong to this device?'] },
      onvif: {
        check: [
          'Does this port want TLS? Then set `transport: tls` on the check.',
          'Ask again: once is chance. Always after the same step (see the trace) it is the device or a firewall that looks inside.',
        ],
      },
    },
  },
  timeout: {
    means: 'Nothing came back in time.',
    check: [
      'Does a ping answer? Then the device lives, and this service or a filter in front of it does not.',
    ],
    by: {
      icmp: {
        means:
          'No echo reply came back. No power, no network, another address and a filter that drops pings look the same.',
        check: [
          'Does a higher rung answer (service, stream)? Then the device lives, and pings are filtered.',
          'The port of the switch tells most: link, traffic, power drawn. Name it in devices.csv (`attached`) and it is asked.',
          'On site: power at the pole, lamps at the network plug, the cable to the cabinet.',
        ],
      },
      tcp: {
        means: 'The connect got neither a yes nor a no: the device is silent, or a filter drops what comes.',
        check: [
          'Does a ping answer? Then a firewall drops this port: a closed port would have refused.',
          'No ping either: power, cable and the way to the device first.',
        ],
      },
      snmp: {
        means:
          'No answer over UDP. A wrong community, a list of permitted managers, a filter and a dead device look the same.',
        check: [
          'Compare community (or user) and version at both ends: where a ping is answered, that is the likeliest.',
          'Is this machine in the list of managers of the agent (access list, "trusted host")?',
          'Is SNMP switched on, and the version that is asked? Many devices are delivered with it off, or with v3 only.',
          'From this machine: `snmpbulkwalk -v2c -c COMMUNITY ADDRESS 1.3.6.1.2.1.1`. No answer there either: it is not camwatch.',
        ],
      },
      onvif: {
        means: 'No answer over HTTP in time; the trace shows how far it came.',
        check: [
          'Nothing after the connect: the web server of the device hangs. Does its page open in a browser? Restart the device.',
          'Not even connected: a ping that answers means a filter, one that does not means power, cable, way.',
          'It answers, only slowly: give the check a longer `timeout`.',
        ],
      },
      rtsp: {
        means: 'No answer over RTSP in time; the trace shows the last step that was answered.',
        check: [
          'Nothing after the connect: the RTSP server of the device hangs. Restart the device.',
          'Not even connected: a ping that answers means a filter, one that does not means power, cable, way.',
          'Answers up to PLAY, slowly: give the check a longer `timeout`.',
        ],
      },
    },
  },
  loss: {
    means: 'It answers, and some of the packets are lost on the way.',
    check: [
      'Is the line full? Compare the traffic of its link with what was agreed.',
      'Errors and discards on the ports on the way: a cable, a plug, a fibre, or one end on half duplex.',
      'A radio link: signal, rain, something new in its way.',
    ],
  },
};
