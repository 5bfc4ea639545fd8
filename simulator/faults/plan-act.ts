import type { Act } from './act.ts';
import type { Fault } from './fault.ts';
import type { FaultCity } from './fault-city.ts';
import { planClockDrift, planNoVideo, planWrongPassword } from './plan-camera-act.ts';
import { planAgentRestart, planSaturated, planSerialSwapped } from './plan-carrier-act.ts';
import { planDarkWard, planDeadDevice, planLinkCut, planPortDown } from './plan-cut.ts';
import { planChannelLost, planDiskFull, planPortClosed } from './plan-recorder-act.ts';

/** What a fault does and what must follow from it; `undefined` where its target would not make a fault of its kind. */
export function planAct({ kind, target }: Pick<Fault, 'kind' | 'target'>, city: FaultCity): Act | undefined {
  switch (kind) {
    case 'link-cut':
      return planLinkCut(target, city);
    case 'port-down':
      return planPortDown(target, city);
    case 'ward-power':
      return planDarkWard(target, city);
    case 'flapping':
    case 'dead-camera':
      return planDeadDevice(target, city);
    case 'saturated':
      return planSaturated(target, city);
    case 'agent-restart':
      return planAgentRestart(target, city);
    case 'serial-swapped':
      return planSerialSwapped(target, city);
    case 'no-video':
      return planNoVideo(target, city);
    case 'clock-drift':
      return planClockDrift(target, city);
    case 'wrong-password':
      return planWrongPassword(target, city);
    case 'port-closed':
      return planPortClosed(target, city);
    case 'disk-full':
      return planDiskFull(target, city);
    case 'channel-lost':
      return planChannelLost(target, city);
  }
}
