import { runHere as run } from './run-here.ts';

const SWITCH = 'district0';
/** Beside those of the machines. */
const addressOfNumber = (number: number): string => `10.214.0.${number}`;
const GATEWAY_NUMBER = 254;

/**
 * The network of a district: machines that join it reach the block 127.BLOCK.0.0/16 of whoever made it, over a line of their own,
 * which stays when they are cut off from the other machines.
 */
export function createDistrict(block: number): { readonly join: (machine: string) => void } {
  let count = 0;
  run('ip', 'link', 'add', SWITCH, 'type', 'bridge');
  run('ip', 'addr', 'add', `${addressOfNumber(GATEWAY_NUMBER)}/24`, 'dev', SWITCH);
  run('ip', 'link', 'set', SWITCH, 'up');
  // Addresses of loopback leave the machine only where both ends are told that they may.
  run('sysctl', '-qw', `net.ipv4.conf.${SWITCH}.route_localnet=1`);
  return {
    join: (machine) => {
      count += 1;
      const inside = (...words: readonly string[]) => run('ip', 'netns', 'exec', machine, ...words);
      const port = `district${count}`;
      run('ip', 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'district', 'netns', machine);
      run('ip', 'link', 'set', port, 'master', SWITCH, 'up');
      inside('ip', 'addr', 'add', `${addressOfNumber(count)}/24`, 'dev', 'district');
      inside('ip', 'link', 'set', 'district', 'up');
      inside('sysctl', '-qw', 'net.ipv4.conf.district.route_localnet=1');
      inside('ip', 'route', 'del', 'local', '127.0.0.0/8', 'dev', 'lo', 'table', 'local');
      inside('ip', 'route', 'add', `127.${block}.0.0/16`, 'via', addressOfNumber(GATEWAY_NUMBER));
    },
  };
}
